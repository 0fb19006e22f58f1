/* A password field whose button shows what was typed, until the form is sent. */

export default function mount(field) {
  const input = field.querySelector("input");
  const button = field.querySelector("button");
  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.setAttribute("aria-pressed", String(visible));
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}
