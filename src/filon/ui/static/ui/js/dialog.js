/* Dialogs: the native element. The host opens when htmx has put something into it; focus returns to what opened it. */

let opener = null;

/** Close the dialog that is open, and give the focus back. */
export function closeDialog(dialog) {
  if (dialog.open) dialog.close();
}

export default function mount(dialog) {
  const body = dialog.querySelector("[data-dialog-body]") ?? dialog;
  const requested = (event) => {
    if (event.detail.target === body && !dialog.open) opener = document.activeElement;
  };
  const swapped = (event) => {
    if (event.detail.target !== body || event.detail.xhr.status === 204) return;
    const title = body.querySelector("h1, h2, h3");
    if (title) {
      title.id ||= `${dialog.id}-title`;
      dialog.setAttribute("aria-labelledby", title.id);
    }
    if (!dialog.open) dialog.showModal();
    (dialog.querySelector("[autofocus], [aria-invalid=true]") ?? dialog.querySelector("input, select, textarea, button"))?.focus();
  };
  const close = () => closeDialog(dialog);
  const closed = () => {
    if (dialog.hasAttribute("data-dialog-host")) body.replaceChildren();
    if (opener?.isConnected) opener.focus();
    opener = null;
  };
  const clicked = (event) => {
    if (event.target.closest("[data-dialog-close]") || event.target === dialog) close();
  };
  document.addEventListener("htmx:beforeRequest", requested);
  document.addEventListener("htmx:afterSwap", swapped);
  document.addEventListener("filon:close-dialog", close);
  dialog.addEventListener("close", closed);
  dialog.addEventListener("click", clicked);
  return () => {
    document.removeEventListener("htmx:beforeRequest", requested);
    document.removeEventListener("htmx:afterSwap", swapped);
    document.removeEventListener("filon:close-dialog", close);
  };
}
