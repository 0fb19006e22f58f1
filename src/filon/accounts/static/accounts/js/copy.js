/* A button that copies the text of the field named in data-copy; without a clipboard it selects the text. */

import { announce } from "@ui/page.js";

export default function mount(button) {
  const field = document.getElementById(button.dataset.copy);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return;
    }
    button.classList.add("is-done");
    button.title = button.dataset.done;
    announce(button.dataset.done);
  });
}
