/* Ctrl+Enter in a text of the form sends the form. */

export default function mount(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.querySelector("textarea")?.focus();
}
