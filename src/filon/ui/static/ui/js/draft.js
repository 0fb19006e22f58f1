/* Drafts: what is typed and not saved is kept in this browser, per user, and comes back after a reload, an expired
   session or a lost signal. Saving, discarding and signing out forget it. */

import { fill, same, valuesOf, whenAccepted } from "@ui/forms.js";
import { text, userKey } from "@ui/page.js";
import { showToast } from "@ui/toasts.js";

const PREFIX = "filon:draft:";
const SUBMITTED = "filon:submitted";
const OLDEST = 14 * 24 * 3600 * 1000;
const PAUSE = 250;
const LEAVING = 5000;
let isSigningOut = false;

function keyOf(form) {
  const own = form.dataset.draftKey || new URL(form.getAttribute("hx-post") || form.action, location.href).pathname;
  return `${PREFIX}${userKey()}:${own}`;
}

function stored(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null");
    return draft && Date.now() - draft.at < OLDEST ? draft.values : null;
  } catch {
    return null;
  }
}

function keep(key, values) {
  if (isSigningOut) return;
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // The browser gives no room: typing goes on without a net.
  }
}

function forget(key) {
  localStorage.removeItem(key);
  sessionStorage.removeItem(SUBMITTED);
}

/** Forget every draft of whoever is signed in, and keep none while the page is left; who stays after all goes on. */
export function forgetAll() {
  isSigningOut = true;
  setTimeout(() => { isSigningOut = false; }, LEAVING);
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${PREFIX}${userKey()}:`)) localStorage.removeItem(key);
}

/* A form that was sent and led to a page of the product, neither to an error or sign-in page nor back to itself with
   something to settle, has been accepted. */
function settle() {
  const key = sessionStorage.getItem(SUBMITTED);
  if (!key) return;
  const back = [...document.querySelectorAll("form[data-behaviour~=draft]")].find((form) => keyOf(form) === key);
  const refused = back?.matches("[data-starts-dirty]") || back?.querySelector("[aria-invalid=true], .errs, .conflict");
  if (refused || document.documentElement.dataset.page === "gate") sessionStorage.removeItem(SUBMITTED);
  else forget(key);
}

settle();

export default function mount(form) {
  const key = keyOf(form);
  const initial = valuesOf(form);
  let timer;
  const write = () => {
    const values = valuesOf(form);
    if (same(values, initial)) forget(key);
    else keep(key, values);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  };
  const now = () => {
    if (timer) write();
  };
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    forget(key);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    write();
    if (!form.matches("[hx-post], [hx-patch], [hx-put]")) sessionStorage.setItem(SUBMITTED, key);
  });
  form.addEventListener("filon:discard", drop);
  whenAccepted(form, drop);
  addEventListener("pagehide", now);

  const values = stored(key);
  if (values && !same(values, initial) && !form.querySelector("[aria-invalid=true]")) {
    fill(form, values);
    showToast({ text: text("restored") });
  }
  return () => {
    now();
    removeEventListener("pagehide", now);
  };
}
