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

  let dragged = null;
  const partOf = (event) => event.target.closest?.("[data-day]");
  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-task]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged?.dataset.id ?? "");
  });
  root.addEventListener("dragover", (event) => {
    const part = dragged && partOf(event);
    root.querySelectorAll(".is-over").forEach((one) => one.classList.toggle("is-over", one === part));
    if (!part) return;
    part.classList.add("is-over");
    event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    const part = partOf(event);
    if (!dragged || !part || part.contains(dragged)) return;
    event.preventDefault();
    htmx.ajax("POST", dragged.dataset.move, { values: { due_on: part.dataset.day }, swap: "none", source: dragged });
  });
  root.addEventListener("dragend", () => {
    dragged = null;
    root.querySelectorAll(".is-over").forEach((one) => one.classList.remove("is-over"));
  });
  return () => undo.forEach((one) => one());
}
