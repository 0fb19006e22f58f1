/* Fields that count only for some choices of another: `data-only-for="method fixed formula"`; the others are hidden.
   The choices of a switch are `true` and `false`. */

export default function mount(form) {
  const fields = [...form.querySelectorAll("[data-only-for]")];
  const show = () => {
    for (const field of fields) {
      const [name, ...choices] = field.dataset.onlyFor.split(" ");
      const { type, checked, value } = form.elements[name];
      (field.closest(".f") ?? field).hidden = !choices.includes(type === "checkbox" ? String(checked) : value);
    }
  };
  form.addEventListener("change", show);
  show();
}
