/* Toasts: what has just happened, with undo. They stay ten seconds, longer while pointed at or focused. */

import htmx from "htmx.org";
import { isTyping } from "@ui/page.js";

const STAY = 10000;

function region() {
  return document.getElementById("toasts");
}

function dismiss(toast) {
  const focused = toast.contains(document.activeElement);
  toast.remove();
  if (focused) document.getElementById("content")?.focus({ preventScroll: true });
}

function keepTime(toast) {
  let timer;
  const stop = () => clearTimeout(timer);
  const run = () => {
    stop();
    if (!toast.matches(":hover, :focus-within")) timer = setTimeout(() => dismiss(toast), STAY);
  };
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerleave", run);
  toast.addEventListener("focusout", () => setTimeout(run));
  run();
}

function undo(toast) {
  const { undoUrl } = toast.dataset;
  if (!undoUrl) return;
  htmx.ajax("POST", undoUrl, { source: document.body, target: document.body, swap: "none" });
  dismiss(toast);
}

function equip(toast) {
  toast.querySelector("[data-close]")?.addEventListener("click", () => dismiss(toast));
  toast.querySelector("[data-undo]")?.addEventListener("click", () => undo(toast));
  keepTime(toast);
}

/** Show a toast: `{ text, kind, undo_url, undo_label }`. At most three stay on the screen. */
export function showToast({ text, kind = "done", undo_url: undoUrl = "", undo_label: undoLabel = "" }) {
  const list = region();
  const pattern = document.getElementById("toast-pattern");
  if (!list || !pattern) return;
  const toast = pattern.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-text]").textContent = text;
  toast.classList.toggle("toast-error", kind === "error");
  const button = toast.querySelector("[data-undo]");
  if (undoUrl) {
    toast.dataset.undoUrl = undoUrl;
    button.querySelector("[data-label]").textContent = undoLabel;
  } else {
    button.remove();
  }
  list.append(toast);
  while (list.children.length > 3) list.firstElementChild.remove();
  equip(toast);
}

/** The undo of the newest toast that has one: what the key Z does. */
export function undoNewest() {
  const toasts = [...(region()?.children ?? [])].filter((toast) => toast.dataset.undoUrl);
  if (toasts.length) undo(toasts.at(-1));
  return toasts.length > 0;
}

export default function mount(list) {
  for (const toast of list.children) equip(toast);
  const shown = (event) => event.detail.toasts?.forEach(showToast);
  const pressed = (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === "z";
    const letters = document.documentElement.dataset.letterKeys !== "off";
    if (plain && letters && !isTyping(event.target) && undoNewest()) event.preventDefault();
  };
  document.addEventListener("filon:toast", shown);
  document.addEventListener("keydown", pressed);
  return () => {
    document.removeEventListener("filon:toast", shown);
    document.removeEventListener("keydown", pressed);
  };
}
