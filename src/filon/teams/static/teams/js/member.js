/* A member in the form of a team: taken out with the button, back when a draft or Discard ticks the box again. */

export default function mount(row) {
  const box = row.querySelector("input[type=checkbox]");
  const sync = () => { row.hidden = !box.checked; };
  row.querySelector("[data-remove]")?.addEventListener("click", () => {
    box.checked = false;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.form?.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.addEventListener("input", sync);
  box.form?.addEventListener("reset", () => setTimeout(sync));
  box.form?.dispatchEvent(new Event("change", { bubbles: true }));
  sync();
}
