/* The form of a contact shows what belongs to a person or to a company, as chosen. */

export default function mount(form) {
  const show = () => {
    const chosen = form.elements.namedItem("kind").value;
    for (const part of form.querySelectorAll("[data-kind]")) part.hidden = part.dataset.kind !== chosen;
  };
  form.addEventListener("change", show);
  show();
}
