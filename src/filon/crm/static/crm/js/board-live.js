/* Live changes: asked for every ten seconds while the tab is seen. What somebody holds, points at or has focused waits. */

import htmx from "htmx.org";
import { cardsOf, columnOf, listOf, putInOrder, say } from "./board-cards.js";
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
  const isHeld = (card) => card && (card === state.lifted || card === state.dragged || card.matches(":hover") || card.contains(document.activeElement));

  function apply({ id, html }) {
    const old = document.getElementById(`card-${id}`);
    if (!html) return old?.remove();
    const card = made(html);
    const column = document.getElementById(`column-${card.dataset.stage}`);
    old?.remove();
    if (!column || !putInOrder(card, column)) return undefined;
    htmx.process(card);
    return card;
  }

  function showNews(column) {
    const list = listOf(column);
    const count = [...held.values()].filter((change) => change.column === column).length;
    list.parentElement.querySelector("[data-news]")?.remove();
    if (!count) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-s news", textContent: say(board, count === 1 ? "textNew" : "textNews", { count }) });
    button.dataset.news = "";
    button.addEventListener("click", () => release(column));
    list.before(button);
  }

  function release(column) {
    for (const [id, change] of held) {
      if (change.column !== column) continue;
      held.delete(id);
      apply(change);
    }
    showNews(column);
    cardsOf(column)[0]?.querySelector("a").focus();
  }

  function take(change) {
    if (isWaiting(change.id)) return;
    const old = document.getElementById(`card-${change.id}`);
    const target = change.html ? document.getElementById(`column-${made(change.html).dataset.stage}`) : null;
    const isInPlace = old && target && columnOf(old) === target;
    const column = [old && columnOf(old), target].find((each) => each && isBusy(each));
    if (isHeld(old) || (column && !isInPlace)) {
      held.set(change.id, { ...change, column: column ?? columnOf(old) });
      showNews(held.get(change.id).column);
    } else {
      held.delete(change.id);
      apply(change);
    }
  }

  async function ask() {
    if (document.hidden || !board.isConnected) return plan(EVERY);
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
  const acted = (event) => { if (event.detail.requestConfig?.verb === "post") plan(SOON); };
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("htmx:afterRequest", acted);
  plan(EVERY);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("htmx:afterRequest", acted);
  };
}
