/* A button that goes back to the page before, where what was typed is restored; without one, to the first page. */

export default function mount(button) {
  button.addEventListener("click", () => {
    if (history.length > 1) history.back();
    else location.assign("/");
  });
}
