/* A button that opens the dialog of the page whose id is in data-dialog; focus returns to it by itself. */

export default function mount(button) {
  button.addEventListener("click", () => document.getElementById(button.dataset.dialog)?.showModal());
}
