/* The rows of a configuration list: dragged by the handle, or moved from the row's menu; the new order is saved at once. */

import htmx from "htmx.org";
import Sortable from "sortablejs";

export default function mount(body) {
  const save = () => {
    const ids = [...body.querySelectorAll("tr[data-id]")].map((row) => row.dataset.id);
    htmx.ajax("POST", body.dataset.url, { source: body, target: "#config", swap: "outerHTML", values: { act: "order", ids } });
  };
  const sortable = Sortable.create(body, { handle: ".drag-h", animation: 120, ghostClass: "drag-ghost", onEnd: save });
  const moved = (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("tr");
    const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(row);
    else other.before(row);
    save();
  };
  body.addEventListener("click", moved);
  return () => sortable.destroy();
}
