/* Keyboard shortcuts. A link or button with data-key="n" is pressed by that key; "g z" is g, then z. "?" lists them.
   Keys are those the person typed (event.key). Plain letters can be switched off in the preferences. */

import { isTyping, text } from "@ui/page.js";

const own = new Map();
const PAUSE = 1200;
let before = "";
let timer;

/** Give a key, such as "j" or "g z", something to do; `label` is shown in the list. Returns how to take it back. */
export function addShortcut(key, label, run) {
  own.set(key, { label, run });
  return () => own.delete(key);
}

function pressable(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

function labelOf(element) {
  return element.dataset.keyLabel || element.getAttribute("aria-label") || element.title || element.textContent.trim();
}

function keyed() {
  const scope = document.querySelector("dialog[open]") ?? document;
  return [...scope.querySelectorAll("[data-key]")];
}

function act(key) {
  const element = keyed().find((candidate) => candidate.dataset.key === key && pressable(candidate));
  if (element) {
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
    return true;
  }
  return own.has(key) && own.get(key).run() !== false;
}

function list() {
  const dialog = document.getElementById("shortcuts");
  const rows = dialog.querySelector("[data-rows]");
  rows.replaceChildren();
  const found = new Map([...own].map(([key, { label }]) => [key, label]));
  for (const element of keyed()) found.set(element.dataset.key, labelOf(element));
  for (const [key, label] of found) {
    const row = document.createElement("div");
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    for (const part of key.split(" ")) name.append(Object.assign(document.createElement("kbd"), { textContent: part }), " ");
    value.textContent = label;
    row.append(name, value);
    rows.append(row);
  }
  dialog.showModal();
  return true;
}

function startsSequence(key) {
  const all = [...own.keys(), ...keyed().map((element) => element.dataset.key)];
  return all.some((candidate) => candidate.startsWith(`${key} `));
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key.length !== 1 || event.target.closest?.("[data-holds-keys]")) return;
  const letter = event.key.toLowerCase();
  if (/\p{L}/u.test(letter) && document.documentElement.dataset.letterKeys === "off") return;
  const key = before ? `${before} ${letter}` : letter;
  clearTimeout(timer);
  before = "";
  if (!key.includes(" ") && startsSequence(key)) {
    before = key;
    timer = setTimeout(() => { before = ""; }, PAUSE);
    return;
  }
  if (key === "?" ? list() : act(key)) event.preventDefault();
}

export default function mount() {
  addShortcut("?", text("shortcutsList"), list);
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
