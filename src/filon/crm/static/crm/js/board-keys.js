/* The board by keyboard: j and k walk, Space lifts, arrows move, Space drops, Escape returns. */

import { announce, isTyping } from "@ui/page.js";
import { cardsOf, columnOf, putAt, putBack, say, spotOf, titleOf } from "./board-cards.js";
import { send } from "./board-move.js";

const SIDE = { ArrowLeft: -1, ArrowRight: 1 };
const ALONG = { ArrowUp: -1, ArrowDown: 1 };

function columnsOf(board) {
  return [...board.querySelectorAll(".col")];
}

function where(card) {
  const column = columnOf(card);
  return { title: titleOf(card), stage: column.dataset.name, place: cardsOf(column).indexOf(card) + 1 };
}

function focus(card) {
  card?.querySelector("a").focus();
  card?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function shift(board, card, key) {
  const columns = columnsOf(board);
  const column = columnOf(card);
  const place = cardsOf(column).indexOf(card);
  if (key in SIDE) {
    const next = columns[columns.indexOf(column) + SIDE[key]];
    if (next) putAt(card, next, Math.min(place, cardsOf(next).length));
  } else {
    putAt(card, column, Math.max(0, place + ALONG[key]));
  }
  focus(card);
  announce(say(board, "textPlace", where(card)));
}

function walk(board, card, key) {
  const columns = columnsOf(board);
  const column = columnOf(card);
  const cards = cardsOf(column);
  const place = cards.indexOf(card);
  if (key in ALONG) return focus(cards[place + ALONG[key]]);
  for (let at = columns.indexOf(column) + SIDE[key]; columns[at]; at += SIDE[key]) {
    const there = cardsOf(columns[at]);
    if (there.length) return focus(there[Math.min(place, there.length - 1)]);
  }
  return undefined;
}

/** Make the board answer keys. `state.lifted` is the card that is held. */
export function listenToKeys(board, state) {
  let spot = null;
  const lift = (card) => {
    spot = spotOf(card);
    state.lifted = card;
    card.classList.add("is-held");
    announce(say(board, "textLifted", where(card)));
  };
  const drop = (isKept) => {
    const card = state.lifted;
    state.lifted = null;
    card.classList.remove("is-held");
    if (!isKept) putBack(card, spot);
    focus(card);
    announce(say(board, isKept ? "textDropped" : "textReturned", { stage: columnOf(card).dataset.name }));
    if (isKept && (card.parentElement !== spot.list || card.nextElementSibling !== spot.next)) send(board, card, spot);
  };
  const pressed = (event) => {
    const link = event.target.closest(".deal-t a");
    const key = { j: "ArrowDown", k: "ArrowUp" }[event.key] ?? event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!link) return;
    const card = link.closest(".deal");
    if (event.key === " ") state.lifted ? drop(true) : lift(card);
    else if (event.key === "Escape" && state.lifted) drop(false);
    else if (key in SIDE || key in ALONG) state.lifted ? shift(board, state.lifted, key) : walk(board, card, key);
    else return;
    event.preventDefault();
  };
  const left = (event) => {
    if (state.lifted && event.relatedTarget && !board.contains(event.relatedTarget)) drop(false);
  };
  board.addEventListener("keydown", pressed);
  board.addEventListener("focusout", left);
}
