/* lazy: the board, its cards dragged by pointer, touch or keyboard, and kept up to date. */

import htmx from "htmx.org";
import Sortable from "sortablejs";
import { DRAGGING } from "@ui/dragging.js";
import { columnOf, listOf, putAt, spotOf, titleOf } from "./board-cards.js";
import { listenToKeys } from "./board-keys.js";
import { follow } from "./board-live.js";
import { onLongPress } from "./board-long-press.js";
import { listen, send } from "./board-move.js";
import { linkTabs } from "./board-tabs.js";

function drag(board, list, state) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let spot = null;
  return new Sortable(list, {
    ...DRAGGING,
    group: "deals",
    draggable: ".deal",
    animation: calm ? 0 : 150,
    chosenClass: "is-chosen",
    onStart({ item }) {
      spot = spotOf(item);
      state.dragged = item;
      board.classList.add("is-dragging");
    },
    onEnd({ item, from, to, oldIndex, newIndex }) {
      state.dragged = null;
      board.classList.remove("is-dragging");
      const more = listOf(columnOf(item)).querySelector(":scope > .more");
      if (more) listOf(columnOf(item)).append(more);
      if (from !== to || oldIndex !== newIndex) send(board, item, { list: from, next: spot.next === item ? null : spot.next });
    },
  });
}

/** One set of buttons for all cards, which goes to the card that is pointed at or focused. */
function shareActions(board, state) {
  const actions = board.querySelector("[data-actions]");
  const menu = board.querySelector("[data-move-menu]");
  const call = actions.querySelector("[data-call]");
  const give = (card) => {
    if (!card || card === actions.parentElement || menu.matches(":popover-open")) return;
    const { phone } = card.dataset;
    call.hidden = !phone;
    call.href = phone ? `tel:${phone.replace(/[^\d+]/g, "")}` : "";
    for (const button of actions.children) button.setAttribute("aria-label", `${button.title}: ${titleOf(card)}`);
    card.append(actions);
    actions.hidden = false;
  };
  board.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") give(event.target.closest(".deal")); });
  board.addEventListener("focusin", (event) => give(event.target.closest(".deal")));
  actions.querySelector("[data-plan]").addEventListener("click", () => {
    const card = actions.closest(".deal");
    htmx.ajax("GET", board.dataset.planUrl.replace("%s", card.dataset.id), { target: "#dialog-body", swap: "innerHTML" });
  });
  menu.addEventListener("beforetoggle", () => {
    const here = actions.closest(".col")?.dataset.stage;
    for (const button of menu.querySelectorAll("[data-to]")) button.disabled = button.dataset.to === here;
  });
  menu.addEventListener("click", (event) => {
    const to = event.target.closest("[data-to]")?.dataset.to;
    const card = actions.closest(".deal");
    menu.hidePopover();
    const column = to && document.getElementById(`column-${to}`);
    if (!column || !card) return;
    const spot = spotOf(card);
    putAt(card, column, 0);
    send(board, card, spot, { exact: false });
  });
  // A finger cannot hover: a long press that moves nothing opens the menu.
  onLongPress(board, () => Boolean(state.dragged), (card) => {
    give(card);
    actions.querySelector("[data-move]").click();
  });
}

export default function mount(board) {
  const state = { lifted: null, dragged: null };
  shareActions(board, state);
  const lists = [...board.querySelectorAll(".col")].map((column) => drag(board, listOf(column), state));
  const undo = [listenToKeys(board, state), listen(board), follow(board, state), linkTabs(board)];
  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const add = (event) => {
    const button = board.querySelector(".col:not([data-won]) [data-add]");
    if (!button || !isPlain(event) || !event.target.closest("a[data-key=n]")) return;
    event.preventDefault();
    button.click();
  };
  document.querySelector(".head")?.addEventListener("click", add);
  undo.push(() => document.querySelector(".head")?.removeEventListener("click", add));
  return () => {
    lists.forEach((list) => list.destroy());
    undo.forEach((each) => each?.());
  };
}
