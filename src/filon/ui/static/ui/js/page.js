/* What a page tells its scripts: texts in the user's language, cookies, who is signed in. */

const texts = () => document.getElementById("texts")?.dataset ?? {};

/** A text of the page in the user's language; `values` fill its `{name}` places. */
export function text(name, values = {}) {
  return (texts()[name] ?? "").replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

/** The value of a cookie that scripts may read, or "". */
export function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** Who is signed in, as text; "" on signed-out pages. Drafts are kept per user. */
export function userKey() {
  return document.documentElement.dataset.user ?? "";
}

/** Say a sentence to a screen reader: politely, or at once when work may be lost. */
export function announce(sentence, { assertive = false } = {}) {
  const region = document.getElementById(assertive ? "live-assertive" : "live-polite");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = sentence; });
}

/** Whether the person is typing somewhere, so that letters are text and not shortcuts. */
export function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));
}
