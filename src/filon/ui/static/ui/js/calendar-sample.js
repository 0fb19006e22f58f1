/* lazy: the gallery's calendar */
import { calendar } from "@ui/calendar.js";

export default function mount(root) {
  const made = calendar(root, { events: JSON.parse(root.dataset.events), editable: true, selectable: true });
  return () => made.destroy();
}
