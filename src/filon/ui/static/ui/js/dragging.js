/* How cards are dragged: by mouse at once, by finger after a moment's rest. For SortableJS. */

export const DRAGGING = {
  forceFallback: true,
  fallbackOnBody: true,
  fallbackTolerance: 4,
  delay: 250,
  delayOnTouchOnly: true,
  touchStartThreshold: 6,
  ghostClass: "is-ghost",
  dragClass: "is-held",
  // Sortable marks the card with an inline style, and a copy of that would break the content security policy.
  onChoose: ({ item }) => item.removeAttribute("style"),
};
