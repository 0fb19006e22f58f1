/* lazy: a form that is sent with the answer of a security key: data-act is "create" for a new one, "get" to sign in.
   What the key is asked stands in #key-options. */

export default function mount(form) {
  const { answer } = form.elements;
  const refused = form.querySelector("[data-refused]");
  const reader = form.dataset.act === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  if (!window.isSecureContext || !window.PublicKeyCredential?.[reader]) {
    const unsupported = form.querySelector("[data-unsupported]");
    if (unsupported) unsupported.hidden = false;
    form.querySelector("[type=submit]").disabled = true;
    return;
  }
  const options = JSON.parse(document.getElementById("key-options").textContent).publicKey;
  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    refused.hidden = true;
    try {
      const publicKey = PublicKeyCredential[reader](options);
      const credential = await navigator.credentials[form.dataset.act]({ publicKey });
      answer.value = JSON.stringify(credential);
      form.requestSubmit();
    } catch {
      refused.hidden = false;
    }
  });
}
