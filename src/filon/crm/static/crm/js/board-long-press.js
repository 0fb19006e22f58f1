/** A finger that rests on a card: what a mouse does by pointing. Safari sends no `contextmenu` for it, hence the clock. */

const REST = 550;
const SLACK = 8;
const LIFTED = ["pointerup", "pointercancel"];

/** Call `act(card)` when a finger has rested on a card of `board`; `isBusy()` says that the card is being dragged. */
export function onLongPress(board, isBusy, act) {
  let timer = 0;
  let start = null;
  let isHeld = false;
  const stop = () => { clearTimeout(timer); start = null; };
  const open = (card) => {
    stop();
    if (isHeld || isBusy()) return;
    isHeld = true;
    // A menu that opens under a finger closes when the finger lifts: it opens then.
    const lifted = () => {
      for (const name of LIFTED) removeEventListener(name, lifted);
      setTimeout(() => { if (!isBusy()) act(card); });
    };
    for (const name of LIFTED) addEventListener(name, lifted);
  };
  board.addEventListener("pointerdown", (event) => {
    stop();
    isHeld = false;
    const card = event.target.closest(".deal");
    if (!card || event.pointerType !== "touch" || !event.isPrimary) return;
    start = event;
    timer = setTimeout(open, REST, card);
  });
  board.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLACK) stop();
  });
  for (const name of LIFTED) board.addEventListener(name, stop);
  board.addEventListener("scroll", stop, { capture: true, passive: true });
  board.addEventListener("contextmenu", (event) => {
    const card = event.target.closest(".deal");
    if (!card || event.pointerType !== "touch") return;
    event.preventDefault();
    open(card);
  });
  // Lifting the finger must not follow the card's link.
  board.addEventListener("click", (event) => {
    if (!isHeld || !event.target.closest(".deal") || event.target.closest("[data-actions]")) return;
    isHeld = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
