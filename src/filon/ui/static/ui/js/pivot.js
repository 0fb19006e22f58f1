/* The pivot's lines open and close; a closed line hides all that is below it. */

export default function mount(root) {
  const level = (row) => Number(row.dataset.level);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[aria-expanded]");
    if (!button) return;
    const row = button.closest("tr");
    const isOpen = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(isOpen));
    for (let below = row.nextElementSibling; below && level(below) > level(row); below = below.nextElementSibling) {
      below.hidden = !isOpen || level(below) > level(row) + 1;
      if (!isOpen || !below.hidden) below.querySelector("button[aria-expanded]")?.setAttribute("aria-expanded", "false");
    }
  });
}
