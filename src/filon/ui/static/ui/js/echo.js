/* Says how a field was understood, when it is left: "0722/333.444" is 0722 333 444. The server does the reading. */

function noteOf(field) {
  const holder = field.closest(".f") ?? field.parentElement;
  let note = holder.querySelector("[data-echo]");
  if (!note) {
    note = document.createElement("p");
    note.dataset.echo = "";
    note.setAttribute("aria-live", "polite");
    holder.append(note);
  }
  return note;
}

function say(field, { text, error }) {
  const note = noteOf(field);
  note.className = error ? "err" : "hint";
  note.textContent = error || text;
  field.setAttribute("aria-invalid", String(Boolean(error)));
}

export default function mount(field) {
  const { echo } = field.dataset;
  const url = document.getElementById("texts").dataset.echoUrl;
  let asked = field.value;
  field.addEventListener("input", () => {
    const note = field.closest(".f")?.querySelector("[data-echo]");
    if (note) note.textContent = "";
  });
  field.addEventListener("change", async () => {
    asked = field.value;
    if (!asked.trim()) return say(field, { text: "", error: "" });
    try {
      const answer = await fetch(`${url}?${new URLSearchParams({ kind: echo, text: asked })}`);
      if (answer.ok && field.value === asked) say(field, await answer.json());
    } catch {
      // Without a connection there is no echo; saving will read the field.
    }
    return undefined;
  });
}
