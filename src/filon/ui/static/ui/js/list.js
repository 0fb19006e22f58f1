/* A list's table: j and k walk the rows, Enter opens, x and Shift+click select; groups open and close. */

import { announce } from "@ui/page.js";
import { addShortcut } from "@ui/shortcuts.js";

const rowsOf = (root) => [...root.querySelectorAll("tr[data-row]")].filter((row) => row.offsetParent !== null);
const boxOf = (row) => row?.querySelector("input[name=ids]");

function focusRow(row) {
  if (!row) return;
  const target = row.querySelector("a[href]") ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** A number of rows in words; the page gives the forms for 1, 2 and 20. */
function counted(root, number) {
  const { lang } = document.documentElement;
  const [one, few, other] = root.dataset.texts.split("|");
  const form = { one, few }[new Intl.PluralRules(lang).select(number)] ?? other;
  return form.replace("{n}", number.toLocaleString(lang));
}

/** What is selected: the bar shows how many, and "all" means every row of the list, also those not shown. */
function selection(root) {
  const bar = root.querySelector("[data-bulk]");
  const pickAll = root.querySelector("[data-pick-all]");
  let last = null;

  const show = ({ isAll = false } = {}) => {
    const boxes = rowsOf(root).map(boxOf);
    const count = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr").classList.toggle("sel", box.checked);
    pickAll.checked = count > 0 && count === boxes.length;
    pickAll.indeterminate = count > 0 && count < boxes.length;
    bar.querySelector("[data-all]").value = isAll ? "1" : "";
    const all = bar.querySelector("[data-take-all]");
    const shown = isAll ? all.dataset.rows : String(count);
    const text = counted(root, Number(shown));
    bar.querySelector("[data-count]").textContent = text;
    bar.hidden = count === 0;
    if (all) all.hidden = isAll || count < boxes.length || Number(all.dataset.rows) <= count;
    if (count) announce(text);
  };
  const pick = (box, isOn, isRange = false) => {
    const boxes = rowsOf(root).map(boxOf);
    const [from, to] = [boxes.indexOf(isRange && last ? last : box), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(Math.max(from, 0), to + 1)) one.checked = isOn;
    last = box;
    show();
  };
  const pickEvery = (isOn) => {
    for (const row of rowsOf(root)) boxOf(row).checked = isOn;
    last = null;
    show();
  };
  root.addEventListener("click", (event) => {
    const { target } = event;
    if (target.matches("input[name=ids]")) pick(target, target.checked, event.shiftKey);
    else if (target === pickAll) pickEvery(pickAll.checked);
    else if (target.closest("[data-drop]")) pickEvery(false);
    else if (target.closest("[data-take-all]")) show({ isAll: true });
    else if (event.shiftKey && target.closest("tr[data-row]")) {
      event.preventDefault();
      const box = boxOf(target.closest("tr[data-row]"));
      pick(box, true, true);
    }
  });
  return { toggle: (row) => pick(boxOf(row), !boxOf(row).checked), hasAny: () => !bar.hidden, drop: () => pickEvery(false) };
}

function toggleGroup(button) {
  const isOpen = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(isOpen));
  const level = Number(button.closest("tr").dataset.level ?? 0);
  if (!level) button.closest("tbody").nextElementSibling.hidden = !isOpen;
  for (let row = button.closest("tr").nextElementSibling; level && row; row = row.nextElementSibling) {
    if (Number(row.dataset.level ?? 9) <= level) break;
    row.hidden = !isOpen;
  }
}

export default function mount(root) {
  const picked = root.querySelector("[data-bulk]") ? selection(root) : null;
  const step = (by) => {
    const rows = rowsOf(root);
    const at = rows.indexOf(document.activeElement?.closest("tr[data-row]"));
    const next = at + by;
    if (next >= rows.length) root.querySelector("[data-more]")?.click();
    else focusRow(rows[at < 0 ? 0 : Math.max(next, 0)]);
  };
  const toggle = () => {
    const row = document.activeElement?.closest("tr[data-row]");
    if (!row || !picked) return false;
    picked.toggle(row);
    return true;
  };
  const [down, up, select] = root.dataset.keys.split("|");
  const undo = [addShortcut("j", down, () => step(1)), addShortcut("k", up, () => step(-1)), addShortcut("x", select, toggle)];
  const pressed = (event) => {
    if (event.key === "Escape" && picked?.hasAny() && !document.querySelector("dialog[open], :popover-open")) picked.drop();
  };
  const grouped = (event) => {
    const button = event.target.closest("[data-group]");
    if (button) toggleGroup(button);
  };
  let before = 0;
  const asked = (event) => { if (event.target.matches("[data-more]")) before = rowsOf(root).length; };
  const settled = () => {
    if (before) focusRow(rowsOf(root)[before]);
    before = 0;
  };
  root.addEventListener("click", grouped);
  root.addEventListener("htmx:beforeRequest", asked);
  root.addEventListener("htmx:afterSettle", settled);
  document.addEventListener("keydown", pressed);
  return () => {
    document.removeEventListener("keydown", pressed);
    undo.forEach((one) => one());
  };
}
