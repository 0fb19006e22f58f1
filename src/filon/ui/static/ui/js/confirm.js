/* Questions before an act that cannot be undone: hx-confirm, or data-confirm on a form or its button. */

function ask(dialog, question, verb) {
  const yes = dialog.querySelector("[data-yes]");
  dialog.querySelector("[data-question]").textContent = question;
  yes.textContent = verb || yes.dataset.default;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

export default function mount(dialog) {
  const viaHtmx = async (event) => {
    const { question, elt, issueRequest } = event.detail;
    if (!question) return;
    event.preventDefault();
    if (await ask(dialog, question, elt.dataset.confirmVerb)) issueRequest(true);
  };
  const viaForm = async (event) => {
    const form = event.target;
    const source = event.submitter?.dataset.confirm ? event.submitter : form;
    if (!source.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (!(await ask(dialog, source.dataset.confirm, source.dataset.confirmVerb))) return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  };
  document.addEventListener("htmx:confirm", viaHtmx);
  document.addEventListener("submit", viaForm, { capture: true });
  return () => {
    document.removeEventListener("htmx:confirm", viaHtmx);
    document.removeEventListener("submit", viaForm, { capture: true });
  };
}
