/* The form above an analysis: the parts chosen for an axis go to the server as one value, and no columns as „-”. */

export default function mount(form) {
  const join = () => {
    for (const field of form.querySelectorAll("[data-joined]")) {
      const parts = [...form.querySelectorAll(`[data-part=${field.dataset.joined}]`)];
      const chosen = parts.filter((part) => part.type !== "checkbox" || part.checked).map((part) => part.value);
      field.value = [...new Set(chosen.filter(Boolean))].join(",") || "-";
    }
  };
  join();
  form.addEventListener("change", join, { capture: true });
}
