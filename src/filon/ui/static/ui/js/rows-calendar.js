/* lazy: the calendar view of a list; dragging a row to another day sets it */

import htmx from "htmx.org";
import { calendar, dayOf } from "@ui/calendar.js";

export default function mount(root) {
  const { feed, post, field } = root.dataset;
  const notice = root.querySelector("[data-notice]");
  const events = async ({ startStr, endStr }) => {
    const response = await fetch(`${feed}&start=${startStr.slice(0, 10)}&end=${endStr.slice(0, 10)}`, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    const found = await response.json();
    notice.textContent = found.notice;
    notice.hidden = !found.notice;
    return found.events;
  };
  const drop = async (info) => {
    let isAccepted = false;
    const done = (event) => { isAccepted = event.detail.successful; };
    root.addEventListener("htmx:afterRequest", done, { once: true });
    const values = { act: "cell", row: info.event.id, field, [field]: dayOf(info.event.start) };
    await htmx.ajax("POST", post, { source: root, target: root, swap: "none", values }).catch(() => undefined);
    root.removeEventListener("htmx:afterRequest", done);
    if (!isAccepted) info.revert();
  };
  const made = calendar(root, { events, editable: Boolean(field), eventDurationEditable: false, eventDrop: drop });
  const refresh = () => made.refetchEvents();
  document.addEventListener("filon:list-refresh", refresh);
  return () => {
    document.removeEventListener("filon:list-refresh", refresh);
    made.destroy();
  };
}
