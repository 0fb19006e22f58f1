/* How htmx behaves here: no eval, no injected style, no page kept in the browser's storage; errors are said in words. */

import htmx from "htmx.org";
import { cookie, text } from "@ui/page.js";
import { showToast } from "@ui/toasts.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  attributesToSettle: ["class"],
  defaultSwapStyle: "outerHTML",
  timeout: 30000,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409|422", swap: true, error: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = cookie("filon_csrf");
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const said = (xhr.getResponseHeader("HX-Trigger") ?? "").includes("filon:toast");
  if (![401, 409, 422].includes(xhr.status) && !said) showToast({ text: text("failed"), kind: "error" });
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => showToast({ text: text("unreachable"), kind: "error" }));
}

/* A form is sent once, however often its button is pressed, until an answer has come. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  form.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (event) => event.detail.elt.removeAttribute("aria-busy"));
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy=true]")) form.removeAttribute("aria-busy");
});

/* What was focused may be swapped away; the place where it was then takes the focus, so that the keyboard goes on there. */
let lost = false;
document.addEventListener("htmx:beforeSwap", (event) => { lost = event.detail.target.contains(document.activeElement); });
document.addEventListener("htmx:afterSettle", (event) => {
  if (!lost || (document.activeElement && document.activeElement !== document.body)) return;
  const place = event.detail.elt.closest?.("[tabindex], dialog, main") ?? document.getElementById("content");
  place?.focus({ preventScroll: true });
});

if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/service-worker.js").catch(() => undefined));
}
