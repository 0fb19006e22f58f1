/* A list of activities by keyboard and by dragging: j and k walk, d does, e edits; dropped on a day, it is due then. */

import htmx from "htmx.org";
import { addShortcut } from "@ui/shortcuts.js";

const tasksOf = (root) => [...root.querySelectorAll("[data-task]")];
const held = (root) => tasksOf(root).find((task) => task.contains(document.activeElement));

/* The list is drawn anew after each act: the focus goes on to what stood below. */
let place = -1;

function focusTask(task) {
  if (!task) return;
  task.querySelector("[data-open]").focus({ preventScroll: true });
  task.scrollIntoView({ block: "nearest" });
}

/* What is refused goes back where it stood. */
function drag(Sortable, part) {
  let next = null;
  return new Sortable(part, {
    ...DRAGGING,
    group: { name: "agenda", put: Boolean(part.dataset.day) },
    draggable: "[data-task]",
    sort: false,
    onStart: ({ item }) => { next = item.nextElementSibling; },
    onEnd({ item, from, to }) {
      if (from === to) return;
      item.addEventListener("htmx:afterRequest", ({ detail }) => { if (!detail.successful) from.insertBefore(item, next); }, { once: true });
      htmx.ajax("POST", item.dataset.move, { values: { due_on: to.dataset.day }, swap: "none", source: item });
    },
  });
}

export default function mount(root) {
  const step = (by) => {
    const tasks = tasksOf(root);
    const at = tasks.indexOf(held(root));
    focusTask(tasks[at < 0 ? 0 : Math.min(Math.max(at + by, 0), tasks.length - 1)]);
  };
  const press = (what) => () => {
    const task = held(root) ?? tasksOf(root)[0];
    if (!task) return false;
    place = tasksOf(root).indexOf(task);
    task.querySelector(what)?.click();
    return true;
  };
  if (place >= 0) {
    const tasks = tasksOf(root);
    const next = place;
    place = -1;
    if (!document.querySelector("dialog[open]")) focusTask(tasks[Math.min(next, tasks.length - 1)]);
  }
  const [down, up, done, edit] = root.dataset.texts.split("|");
  const undo = [
    addShortcut("j", down, () => step(1)),
    addShortcut("k", up, () => step(-1)),
    addShortcut("d", done, press("[data-done]")),
    addShortcut("e", edit, press("[data-edit]")),
  ];

  let lists = [];
  const parts = [...root.querySelectorAll(".agenda-part")];
  if (parts.length) import("sortablejs").then(({ default: Sortable }) => {
    if (root.isConnected) lists = parts.map((part) => drag(Sortable, part));
  });
  return () => {
    lists.forEach((list) => list.destroy());
    undo.forEach((one) => one());
  };
}
