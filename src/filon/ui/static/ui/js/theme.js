/* The theme switch: lights the page at once and keeps the choice. */

import { cookie } from "@ui/page.js";

export default function mount(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { value } = event.submitter;
    const root = document.documentElement;
    root.dataset.theme = value;
    if (value !== "system") root.dataset.bsTheme = value;
    document.dispatchEvent(new CustomEvent("filon:theme"));
    for (const button of form.elements.theme) button.setAttribute("aria-pressed", String(button === event.submitter));
    const headers = { "X-CSRFToken": cookie("filon_csrf"), "Filon-Quiet": "1" };
    await fetch(form.action, { method: "POST", headers, body: new URLSearchParams({ theme: value }) });
  });
}
