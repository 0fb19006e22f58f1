/* Fields that count only for some choices of another: `data-only-for="method fixed formula"`; the others are hidden. */

export default function mount(form) {
  const fields = [...form.querySelectorAll("[data-only-for]")];
  const show = () => {
    for (const field of fields) {
      const [name, ...choices] = field.dataset.onlyFor.split(" ");
      field.closest(".f").hidden = !choices.includes(form.elements[name].value);
    }
  };
  form.addEventListener("change", show);
  show();
}
