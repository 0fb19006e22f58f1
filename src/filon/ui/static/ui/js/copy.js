/* Copies the text of data-copy, or of the field whose id is in data-copy-from, and says so. */

import { text } from "@ui/page.js";
import { showToast } from "@ui/toasts.js";

export default function mount(button) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copyFrom);
    const content = button.dataset.copy ?? field?.value ?? field?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(content);
      showToast({ text: text("copied") });
    } catch {
      field?.select?.();
      showToast({ text: text("copyYourself"), kind: "error" });
    }
  });
}
