/* A banner while there is no connection; what is typed stays in this browser. */

import { announce } from "@ui/page.js";

export default function mount(banner) {
  const show = () => {
    banner.hidden = navigator.onLine;
    if (!navigator.onLine) announce(banner.textContent.trim(), { assertive: true });
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
  return () => {
    removeEventListener("online", show);
    removeEventListener("offline", show);
  };
}
