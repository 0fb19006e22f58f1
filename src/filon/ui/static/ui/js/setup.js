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
