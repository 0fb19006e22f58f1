/* Cards on the board: where they stand, and putting them somewhere else. */

const number = (card, name) => Number(card.dataset[name]);

/** The column of a card or of anything in it. */
export function columnOf(element) {
  return element.closest(".col");
}

/** The cards of a column, in order. */
export function cardsOf(column) {
  return [...column.querySelectorAll("[data-cards] > .deal")];
}

/** The cards of a lead: one, or on a board by tag one in each of its columns. */
export function cardsWith(board, id) {
  return [...board.querySelectorAll(`[data-cards] > .deal[data-id="${id}"]`)];
}

/** The list that holds a column's cards. */
export function listOf(column) {
  return column.querySelector("[data-cards]");
}

/** Where a card stands, so that it can be put back. */
export function spotOf(card) {
  return { list: card.parentElement, next: card.nextElementSibling };
}

/** Put a card back to a spot. */
export function putBack(card, spot) {
  const next = spot.next?.parentElement === spot.list ? spot.next : spot.list.querySelector(".more");
  spot.list.insertBefore(card, next);
}

/** Put a card at a place of a column, counted from 0. */
export function putAt(card, column, place) {
  const others = cardsOf(column).filter((other) => other !== card);
  listOf(column).insertBefore(card, others[place] ?? listOf(column).querySelector(".more"));
}

/** Whether two cards stand in the same place of a column. */
export function isSamePlace(card, other) {
  return ["major", "minor"].every((name) => number(card, name) === number(other, name));
}

/** What a card says, without the buttons that it may have been given. */
export function contentOf(card) {
  const copy = card.cloneNode(true);
  copy.querySelector("[data-actions]")?.remove();
  return copy.innerHTML;
}

/** Whether `card` belongs above `other`: by priority and rank (or moment of closing), the newest first. */
function isAbove(card, other) {
  for (const name of ["major", "minor", "id"]) {
    const difference = number(card, name) - number(other, name);
    if (difference) return difference > 0;
  }
  return false;
}

/** Put cards where they belong, for all that the board has of this lead; those of columns it lacks are left out. */
export function replaceCards(board, id, cards) {
  const actions = board.querySelector("[data-actions]");
  if (actions.closest(".deal")?.dataset.id === String(id)) {
    actions.hidden = true;
    board.append(actions);
  }
  for (const old of cardsWith(board, id)) old.remove();
  return cards.filter((card) => {
    const column = document.getElementById(`column-${card.dataset.stage}`);
    return column && putInOrder(card, column);
  });
}

/** Put a card where its figures say. Returns false when that is below the last card that is shown. */
export function putInOrder(card, column) {
  const others = cardsOf(column).filter((other) => other !== card);
  const place = others.findIndex((other) => isAbove(card, other));
  const isBelowAll = place < 0;
  if (isBelowAll && listOf(column).querySelector(".more")) return false;
  putAt(card, column, isBelowAll ? others.length : place);
  return true;
}

/** The ids of the cards above and below a card. */
export function neighbours(card) {
  const id = (element) => (element?.matches(".deal") ? element.dataset.id : "");
  return { above: id(card.previousElementSibling), below: id(card.nextElementSibling) };
}

/** The title of a card. */
export function titleOf(card) {
  return card.querySelector(".deal-t a").textContent;
}

/** A text of the board with its places filled. */
export function say(board, name, values = {}) {
  return board.dataset[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
