/* The eye beside a password: shows it while it is pressed in. */

export default function mount(button) {
  const field = button.parentElement.querySelector("input");
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(hidden));
    field.focus();
  });
}
