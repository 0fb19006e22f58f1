/* The composer of a thread: message or note, the files that were chosen, and Ctrl+Enter to send. */

function fileRow(file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  row.className = "file";
  name.className = "file-n";
  name.textContent = file.name;
  row.append(name);
  return row;
}

/* Who sends with the keyboard goes on writing the same kind in the composer that takes the place of this one. */
let goesOn = "";

export default function mount(form) {
  const tabs = [...form.querySelectorAll("[role=tab]")];
  const area = form.elements.namedItem("body");
  const panel = form.querySelector("[role=tabpanel]");
  const files = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-files]");

  const choose = (kind) => {
    form.elements.namedItem("kind").value = kind;
    for (const tab of tabs) {
      const chosen = tab.dataset.kind === kind;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) {
        area.placeholder = tab.dataset.placeholder;
        area.setAttribute("aria-label", tab.dataset.placeholder);
        panel.setAttribute("aria-labelledby", tab.id);
      }
    }
    for (const part of form.querySelectorAll("[data-only]")) part.hidden = part.dataset.only !== kind;
  };

  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => {
      choose(tab.dataset.kind);
      area.focus();
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      choose(next.dataset.kind);
      next.focus();
    });
  }
  files.addEventListener("change", () => list.replaceChildren(...[...files.files].map(fileRow)));
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    goesOn = form.elements.namedItem("kind").value;
    form.requestSubmit();
  });
  choose(goesOn || form.dataset.kind);
  if (goesOn) area.focus({ preventScroll: true });
  goesOn = "";
}
