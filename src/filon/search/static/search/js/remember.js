/* A record's page tells, after it is shown, that it was opened: the palette offers it first next time. */

import { cookie } from "@ui/page.js";

export default function mount({ dataset }) {
  const body = new URLSearchParams({ record: dataset.record });
  const tell = () => fetch(dataset.url, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": cookie("filon_csrf") } }).catch(() => {});
  const timer = setTimeout(tell, 400);
  return () => clearTimeout(timer);
}
