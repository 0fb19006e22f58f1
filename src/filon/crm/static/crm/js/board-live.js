/* Live changes: asked for every ten seconds while the tab is seen. What somebody holds, points at or has focused waits. */

import htmx from "htmx.org";
import { cardsOf, cardsWith, columnOf, contentOf, isSamePlace, listOf, replaceCards, say } from "./board-cards.js";
import { isWaiting } from "./board-move.js";

const EVERY = 10000;
const SOON = 3000;

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Start asking. `state` says what is held. */
export function follow(board, state) {
  const held = new Map();
  let timer;
  let cursor = board.dataset.cursor;

  const isBusy = (column) => column && (state.lifted || state.dragged || column.matches(":hover") || column.contains(document.activeElement));
  const isHeld = (card) => card === state.lifted || card === state.dragged || card.matches(":hover") || card.contains(document.activeElement);

  function apply({ id, cards }) {
    held.delete(id);
    replaceCards(board, id, cards.map(made)).forEach((card) => htmx.process(card));
  }

  function showNews(column) {
    const count = [...held.values()].filter((change) => change.column === column).length;
    column.querySelector("[data-news]")?.remove();
    if (!count) return;
    // It lies over the cards: a button between them would push them down.
    const place = document.createElement("div");
    Object.assign(place, { className: "news-at" });
    place.dataset.news = "";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-s news", textContent: say(board, count === 1 ? "textNew" : "textNews", { count }) });
    button.addEventListener("click", () => release(column));
    place.append(button);
    listOf(column).before(place);
  }

  function release(column) {
    for (const change of [...held.values()]) if (change.column === column) apply(change);
    const hadFocus = column.contains(document.activeElement);
    showNews(column);
    if (hadFocus) cardsOf(column)[0]?.querySelector("a").focus();
  }

  /** Whether the cards that came only say anew what stands there, or can be put there without moving another one. */
  function settle(olds, fresh) {
    const pairs = olds.map((old) => [old, fresh.find((card) => card.dataset.stage === columnOf(old).dataset.stage)]);
    if (olds.length !== fresh.length || pairs.some(([old, card]) => !card || !isSamePlace(old, card))) return false;
    const changed = pairs.filter(([old, card]) => contentOf(old) !== contentOf(card));
    if (changed.some(([old]) => isHeld(old))) return false;
    return changed.every(([old, card]) => {
      const height = old.offsetHeight;
      old.replaceWith(card);
      htmx.process(card);
      if (card.offsetHeight !== height) card.replaceWith(old);
      return card.isConnected;
    });
  }

  function take(change) {
    if (isWaiting(change.id)) return;
    const olds = cardsWith(board, change.id);
    const fresh = change.cards.map(made);
    const columns = [...olds.map(columnOf), ...fresh.map((card) => document.getElementById(`column-${card.dataset.stage}`))];
    const column = columns.find(isBusy);
    const before = held.get(change.id)?.column;
    held.delete(change.id);
    if (!column) apply(change);
    else if (!settle(olds, fresh)) held.set(change.id, { ...change, column });
    for (const one of new Set([before, column])) if (one) showNews(one);
  }

  async function ask() {
    if (document.hidden || !board.isConnected) return plan(EVERY);
    for (const column of new Set([...held.values()].map((change) => change.column))) if (!isBusy(column)) release(column);
    try {
      const response = await fetch(`${board.dataset.changesUrl}&after=${cursor}`, { headers: { Accept: "application/json" } });
      if (response.status === 200) {
        const news = await response.json();
        cursor = news.cursor;
        news.changes.forEach(take);
        if (news.heads) htmx.swap(board, news.heads, { swapStyle: "none" });
      }
    } catch {
      /* no connection: ask again later */
    }
    return plan(EVERY);
  }

  function plan(after) {
    clearTimeout(timer);
    if (board.isConnected) timer = setTimeout(ask, after * (0.8 + Math.random() * 0.4));
  }

  const seen = () => { if (!document.hidden) ask(); };
  const moved = (event) => {
    const column = held.get(event.detail.id)?.column;
    held.delete(event.detail.id);
    if (column) showNews(column);
  };
  const acted = (event) => { if (event.detail.requestConfig?.verb === "post") plan(SOON); };
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("htmx:afterRequest", acted);
  document.addEventListener("crm:moved", moved);
  plan(EVERY);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("htmx:afterRequest", acted);
    document.removeEventListener("crm:moved", moved);
  };
}
