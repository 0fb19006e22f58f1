/* The search of a list: the arrow down goes from the text to what is suggested, Escape back. */

export default function mount(form) {
  const box = form.querySelector("[data-suggest]");
  const input = form.querySelector("input[type=search]");
  const items = () => [...box.querySelectorAll("button")];
  form.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && all.length) {
      box.replaceChildren();
      input.focus();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length && (at >= 0 || event.target === input)) {
      (all[at + (event.key === "ArrowDown" ? 1 : -1)] ?? input).focus();
    } else return;
    event.preventDefault();
  });
  form.addEventListener("submit", () => box.replaceChildren());
}
