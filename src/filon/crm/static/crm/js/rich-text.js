/* Formatted text: an editable area in front of the form's textarea, which carries the HTML. The server cleans it. */

export default function mount(box) {
  const area = box.querySelector("textarea");
  const text = box.querySelector("[data-text]");
  const bar = box.querySelector("[role=toolbar]");
  const buttons = [...bar.querySelectorAll("[data-do]")];
  const fill = () => {
    const html = new DOMParser().parseFromString(area.value, "text/html");
    html.querySelectorAll("script, style, iframe, object").forEach((element) => element.remove());
    text.replaceChildren(...html.body.childNodes);
  };
  const keep = () => {
    const isEmpty = !text.textContent.trim() && !text.querySelector("li");
    area.value = isEmpty ? "" : text.innerHTML;
    own = true;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
  };
  const mark = () => {
    if (!text.contains(document.activeElement)) return;
    for (const button of buttons) button.setAttribute("aria-pressed", String(document.queryCommandState(button.dataset.do)));
  };
  let own = false;
  fill();
  area.hidden = true;
  text.hidden = false;
  bar.hidden = false;
  text.contentEditable = "true";
  document.execCommand("defaultParagraphSeparator", false, "p");
  text.addEventListener("input", keep);
  area.addEventListener("input", () => { if (!own) fill(); });
  area.form?.addEventListener("reset", () => setTimeout(fill));
  text.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const command = event.target.closest("[data-do]")?.dataset.do;
    if (!command) return;
    text.focus();
    document.execCommand(command);
    mark();
  });
  document.addEventListener("selectionchange", mark);
  return () => document.removeEventListener("selectionchange", mark);
}
