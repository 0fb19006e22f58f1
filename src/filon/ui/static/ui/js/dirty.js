/* Unsaved changes: a dot in the title, a bar that says so, a question before leaving, Ctrl+S to save. */

import { same, valuesOf, whenAccepted } from "@ui/forms.js";
import { text } from "@ui/page.js";

const DOT = "• ";
const dirtyForms = new Set();
let leaving = false;

addEventListener("beforeunload", (event) => {
  if (dirtyForms.size && !leaving) event.preventDefault();
});
addEventListener("pageshow", () => { leaving = false; });
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.status === 401) leaving = true;
});

function mark(form, isDirty) {
  if (isDirty === dirtyForms.has(form)) return;
  if (isDirty) dirtyForms.add(form);
  else dirtyForms.delete(form);
  const bar = form.querySelector("[data-dirty-bar]");
  if (bar) bar.hidden = !isDirty;
  for (const element of form.querySelectorAll("[data-when-dirty]")) element.hidden = !isDirty;
  for (const element of form.querySelectorAll("[data-when-clean]")) element.hidden = isDirty;
  document.title = document.title.replace(DOT, "");
  if (dirtyForms.size) document.title = DOT + document.title;
}

function save(event, form) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  if (!form.isConnected || form.closest("dialog:not([open])")) return;
  const modal = document.querySelector("dialog[open]");
  if (modal && !modal.contains(form)) return;
  event.preventDefault();
  form.requestSubmit();
}

export default function mount(form) {
  const initial = form.hasAttribute("data-starts-dirty") ? {} : valuesOf(form);
  const check = () => mark(form, !same(initial, valuesOf(form)));
  const pressed = (event) => save(event, form);
  form.addEventListener("input", check);
  form.addEventListener("change", check);
  form.addEventListener("reset", () => setTimeout(check));
  form.addEventListener("submit", () => { leaving = !form.matches("[hx-post], [hx-patch], [hx-put]"); });
  whenAccepted(form, () => mark(form, false));
  form.querySelector("[data-discard]")?.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("filon:discard", { bubbles: true }));
    form.reset();
    leaving = true;
    if (form.hasAttribute("data-starts-dirty")) location.assign(location.pathname);
    leaving = false;
  });
  document.addEventListener("keydown", pressed);
  const bar = form.querySelector("[data-dirty-bar]");
  if (bar && !bar.getAttribute("aria-label")) bar.setAttribute("aria-label", text("unsaved"));
  check();
  return () => {
    mark(form, false);
    document.removeEventListener("keydown", pressed);
  };
}
