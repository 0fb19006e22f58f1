/* Moving a card: shown at once, sent, and put back in sight when the server refuses. */

import htmx from "htmx.org";
import { announce } from "@ui/page.js";
import { columnOf, neighbours, putBack, putInOrder, say } from "./board-cards.js";

const waiting = new Map();

/** Tell the server where a card stands now; `spot` is where it stood before. Without `exact` any place will do. */
export async function send(board, card, spot, { exact = true } = {}) {
  const column = columnOf(card);
  const { id } = card.dataset;
  const hadFocus = card.contains(document.activeElement);
  const values = { stage: column.dataset.stage, view: board.dataset.view ?? location.search, ...(exact ? neighbours(card) : {}) };
  const actions = card.querySelector("[data-actions]");
  if (actions) {
    actions.hidden = true;
    board.append(actions);
  }
  waiting.set(id, { spot, hadFocus });
  card.classList.add("is-sending");
  try {
    await htmx.ajax("POST", board.dataset.moveUrl.replace("%s", id), { source: card, target: board, swap: "none", values });
  } catch {
    /* htmx has said so; the card goes back below */
  }
  if (waiting.delete(id)) giveBack(board, document.getElementById(`card-${id}`) ?? card, spot);
}

function giveBack(board, card, spot) {
  card.classList.remove("is-sending");
  putBack(card, spot);
  card.classList.add("is-returned");
  setTimeout(() => card.classList.remove("is-returned"), 900);
  announce(say(board, "textStayed"), { assertive: true });
}

/** Listen for the server's word that a card has moved; it has already sent the card anew. */
export function listen(board) {
  const moved = (event) => {
    const { id, stage } = event.detail;
    const card = document.getElementById(`card-${id}`);
    const column = document.getElementById(`column-${stage}`);
    const known = waiting.get(String(id));
    waiting.delete(String(id));
    if (!card || !column) return;
    if (!putInOrder(card, column)) card.remove();
    if (known?.hadFocus) card.querySelector("a")?.focus({ preventScroll: true });
  };
  document.addEventListener("crm:moved", moved);
  return () => document.removeEventListener("crm:moved", moved);
}

/** Whether a move of this card is on its way. */
export function isWaiting(id) {
  return waiting.has(String(id));
}
