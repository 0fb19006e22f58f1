/* Moving a card: shown at once, sent, and put back in sight when the server refuses. */

import htmx from "htmx.org";
import { announce } from "@ui/page.js";
import { cardsWith, columnOf, neighbours, putBack, replaceCards, say } from "./board-cards.js";

const waiting = new Map();

/** Tell the server where a card stands now; `spot` is where it stood before. Without `exact` any place will do. */
export async function send(board, card, spot, { exact = true } = {}) {
  const column = columnOf(card);
  const { id } = card.dataset;
  const hadFocus = card.contains(document.activeElement);
  const values = { stage: column.dataset.stage, from: columnOf(spot.list).dataset.stage, view: board.dataset.view, ...(exact ? neighbours(card) : {}) };
  const actions = card.querySelector("[data-actions]");
  if (actions) {
    actions.hidden = true;
    board.append(actions);
  }
  waiting.set(id, { column, hadFocus });
  card.classList.add("is-sending");
  try {
    await htmx.ajax("POST", board.dataset.moveUrl.replace("%s", id), { source: card, target: board, swap: "none", values });
  } catch {
    /* htmx has said so; the card goes back below */
  }
  if (waiting.delete(id)) giveBack(board, card.isConnected ? card : cardsWith(board, id)[0] ?? card, spot);
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
    const id = String(event.detail.id);
    const known = waiting.get(id);
    waiting.delete(id);
    const shown = replaceCards(board, id, [...board.querySelector("#board-moved").children]);
    const card = shown.find((each) => columnOf(each) === known?.column) ?? shown[0];
    if (known?.hadFocus) card?.querySelector("a").focus({ preventScroll: true });
  };
  document.addEventListener("crm:moved", moved);
  return () => document.removeEventListener("crm:moved", moved);
}

/** Whether a move of this card is on its way. */
export function isWaiting(id) {
  return waiting.has(String(id));
}
