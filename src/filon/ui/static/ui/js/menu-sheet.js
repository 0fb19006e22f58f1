/* The button that opens the menu sheet of a phone; the sheet closes by itself when something outside is pressed. */

export default function mount(button) {
  const sheet = document.getElementById(button.getAttribute("popovertarget"));
  button.setAttribute("aria-expanded", "false");
  sheet?.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "open") sheet.querySelector("a[aria-current], a")?.focus();
  });
}
