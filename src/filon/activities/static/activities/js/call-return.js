/* Back from a call that was started on the phone: offer to log how it went, while it is fresh. */

import htmx from "htmx.org";

const KEY = "filon.call";
const LEAST = 5000;
const MOST = 3 * 60 * 60 * 1000;
const PLACE = "7777777777";

function recordOf(link) {
  const near = link.closest("[data-record]")?.dataset.record ?? link.closest(".deal")?.dataset.id;
  return near ?? document.querySelector("#next-steps[data-record]")?.dataset.record;
}

function take() {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return null;
  const call = JSON.parse(kept);
  const passed = Date.now() - call.at;
  if (passed < LEAST) return null;
  sessionStorage.removeItem(KEY);
  return passed < MOST ? call : null;
}

export default function mount(element) {
  const clicked = (event) => {
    const link = event.target.closest?.('a[href^="tel:"]');
    const record = link && recordOf(link);
    if (record) sessionStorage.setItem(KEY, JSON.stringify({ record, at: Date.now() }));
  };
  const back = () => {
    if (document.hidden || document.querySelector("dialog[open]")) return;
    const call = take();
    if (!call) return;
    const url = element.dataset.url.replace(PLACE, call.record);
    htmx.ajax("GET", url, { target: "#dialog-body", swap: "innerHTML" });
  };
  document.addEventListener("click", clicked, true);
  document.addEventListener("visibilitychange", back);
  window.addEventListener("pageshow", back);
  window.addEventListener("focus", back);
  return () => {
    document.removeEventListener("click", clicked, true);
    document.removeEventListener("visibilitychange", back);
    window.removeEventListener("pageshow", back);
    window.removeEventListener("focus", back);
  };
}
