/* Cells that change in place: double click or e opens the first, Enter saves, Tab saves and goes on, Escape gives up. */

import htmx from "htmx.org";
import { addShortcut } from "@ui/shortcuts.js";

const before = new WeakMap();
const cellsOf = (row) => [...(row?.querySelectorAll("td[data-cell]") ?? [])].filter((cell) => cell.offsetParent !== null);

async function open(root, cell) {
  if (!cell || cell.querySelector("form")) return;
  before.set(cell, [...cell.childNodes]);
  const url = `${root.dataset.path}${location.search || "?"}&cell=${cell.dataset.cell}&row=${cell.closest("tr").dataset.row}`;
  await htmx.ajax("GET", url, { source: cell, target: cell, swap: "innerHTML" });
  const field = cell.querySelector("input:not([type=hidden]), select, textarea");
  field?.focus();
  field?.select?.();
}

function giveUp(cell) {
  cell.replaceChildren(...(before.get(cell) ?? []));
  cell.closest("tr").querySelector("a[href]")?.focus();
}

export default function mount(root) {
  let next = null;
  root.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (cell && !event.target.closest("a")) open(root, cell);
  });
  root.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (!cell) return;
    if (event.key === "Escape") giveUp(cell);
    else if (event.key === "Tab" || ((event.ctrlKey || event.metaKey) && event.key === "s")) {
      const cells = cellsOf(cell.closest("tr"));
      next = event.key === "Tab" ? cells[cells.indexOf(cell) + (event.shiftKey ? -1 : 1)] : null;
      cell.querySelector("form")?.requestSubmit();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("change", (event) => {
    if (event.target.matches("td[data-cell] select, td[data-cell] input[type=radio]")) event.target.form.requestSubmit();
  });
  root.addEventListener("htmx:afterSettle", (event) => {
    const cell = event.target.closest("td[data-cell]");
    if (!cell || cell.querySelector("form")) return;
    if (next) open(root, next);
    else cell.closest("tr").querySelector("a[href]")?.focus({ preventScroll: true });
    next = null;
  });
  const edit = () => {
    const row = document.activeElement?.closest("tr[data-row]");
    if (!row || !root.contains(row)) return false;
    open(root, cellsOf(row)[0]);
    return true;
  };
  return addShortcut("e", root.dataset.editKey, edit);
}
