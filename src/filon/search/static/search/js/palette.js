/* The palette: Ctrl+K or / opens it, arrows walk the options while the focus stays in the field, Enter goes there. */

import htmx from "htmx.org";
import { announce } from "@ui/page.js";
import { addShortcut } from "@ui/shortcuts.js";

export default function mount(dialog) {
  const field = dialog.querySelector("[role=combobox]");
  const results = dialog.querySelector("[role=listbox]");
  const undo = [];
  const options = () => [...results.querySelectorAll("a[role=option]")];
  const current = () => results.querySelector("[aria-selected=true]");

  const choose = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    if (dialog.open) return;
    field.value = "";
    dialog.showModal();
    field.focus();
    htmx.trigger(field, "filon:palette");
  };
  const go = (option, inNewTab) => {
    if (inNewTab) window.open(option.href, "_blank", "noopener");
    else location.assign(option.href);
    dialog.close();
  };
  const typed = (event) => {
    const all = options();
    const at = all.indexOf(current());
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 5, all.length - 1), PageUp: Math.max(at - 5, 0) }[event.key];
    if (next !== undefined && all.length) {
      event.preventDefault();
      choose(all.at(next % all.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (current()) go(current(), event.ctrlKey || event.metaKey);
    }
  };
  const shown = () => {
    choose(options()[0]);
    if (!options().length) announce(results.textContent.trim());
  };
  const pressed = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    }
  };
  const clicked = (event) => {
    if (event.target.closest?.("[data-palette-open]")) open();
  };
  field.addEventListener("keydown", typed);
  results.addEventListener("htmx:afterSettle", shown);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-palette-close]")) dialog.close();
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  for (const { dataset } of dialog.querySelectorAll("[data-goto]")) {
    undo.push(addShortcut(`g ${dataset.goto}`, dataset.label, () => location.assign(dataset.url)));
  }
  return () => {
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("click", clicked);
    undo.forEach((one) => one());
  };
}
