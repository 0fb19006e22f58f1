/* Choosing a message template puts its words into the composer, where they are changed as if they had been typed. */

import { showToast } from "@ui/toasts.js";

function fileRow({ id, name }) {
  const row = document.createElement("li");
  row.className = "file";
  const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "template_file", value: id });
  const label = Object.assign(document.createElement("span"), { className: "file-n", textContent: name });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "icon-b", textContent: "×" });
  drop.setAttribute("aria-label", `× ${name}`);
  drop.addEventListener("click", () => row.remove());
  row.append(label, kept, drop);
  return row;
}

export default function mount(form) {
  const choice = form.querySelector("[data-template-choice]");
  const list = form.querySelector("[data-template-files]");
  choice?.addEventListener("change", async () => {
    const url = choice.value;
    choice.value = "";
    if (!url) return;
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      showToast({ text: said.detail ?? answer.statusText, kind: "error" });
      return;
    }
    const area = form.elements.namedItem("body");
    const subject = form.elements.namedItem("subject");
    area.value = [said.body, area.value.trim()].filter(Boolean).join("\n\n");
    if (said.subject) {
      subject.value = said.subject;
      subject.closest("details").open = true;
    }
    list.replaceChildren(...said.files.map(fileRow));
    area.rows = Math.min(14, area.value.split("\n").length + 1);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(0, 0);
  });
}
