/* Takes the focus when it appears: an error summary after a form has come back. */

export default function mount(element) {
  element.focus();
}
