/* The board by keyboard: j and k walk, Space lifts, arrows move, Space drops, Escape returns. */

import { announce, isTyping } from "@ui/page.js";
import { addShortcut } from "@ui/shortcuts.js";
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

/** Make the board answer keys. `state.lifted` is the card that is held. Returns how to stop. */
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
  const go = (card, key) => {
    if (state.lifted) shift(board, state.lifted, key);
    else if (card) walk(board, card, key);
    else focus(board.querySelector("[data-cards] > .deal"));
  };
  const pressed = (event) => {
    const link = event.target.closest(".deal-t a");
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!link) return;
    const card = link.closest(".deal");
    if (key === " ") state.lifted ? drop(true) : lift(card);
    else if (key === "Escape" && state.lifted) drop(false);
    else if (key in SIDE || key in ALONG) go(card, key);
    else return;
    event.preventDefault();
  };
  const left = (event) => {
    if (state.lifted && event.relatedTarget && !board.contains(event.relatedTarget)) drop(false);
  };
  // Who clicks beside the board leaves the card that the keys hold, as by Escape.
  const clicked = (event) => { if (state.lifted && !state.lifted.contains(event.target)) drop(false); };
  const step = (key) => () => go(document.activeElement?.closest("#board .deal"), key);
  const [down, up, move, space] = board.dataset.textKeys.split("|");
  const undo = [
    addShortcut("j", down, step("ArrowDown")),
    addShortcut("k", up, step("ArrowUp")),
    addShortcut(space, move, () => false),
  ];
  board.addEventListener("keydown", pressed);
  board.addEventListener("focusout", left);
  document.addEventListener("pointerdown", clicked);
  return () => {
    document.removeEventListener("pointerdown", clicked);
    undo.forEach((each) => each());
  };
}
