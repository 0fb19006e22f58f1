/* Signing out forgets the drafts that this browser keeps. */

import { forgetAll } from "@ui/draft.js";

export default function mount(form) {
  form.addEventListener("submit", forgetAll);
}
