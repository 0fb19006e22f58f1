/* The phone's stage tabs: a tap shows a column, and the column that is shown marks its tab. */

/** Link the tabs above the board to its columns. */
export function linkTabs(board) {
  const tabs = [...document.querySelectorAll(".stage-tabs [data-tab]")];
  if (!tabs.length) return undefined;
  const columns = tabs.map((tab) => document.getElementById(`column-${tab.dataset.tab}`));
  const mark = (at) => tabs.forEach((tab, number) => {
    if (number === at) tab.setAttribute("aria-current", "step");
    else tab.removeAttribute("aria-current");
    tab.closest("li").classList.toggle("done", number < at);
  });
  const behaviour = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  tabs.forEach((tab, number) => tab.addEventListener("click", () => {
    board.scrollTo({ left: columns[number].offsetLeft - board.offsetLeft - parseFloat(getComputedStyle(board).paddingLeft), behavior: behaviour });
  }));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(columns.indexOf(entry.target));
  }, { root: board, threshold: 0.6 });
  columns.forEach((column) => seen.observe(column));
  return () => seen.disconnect();
}
