/* The quick card on the board: opens phone and e-mail for a new customer, closes with Esc, and shows what was added. */

import { announce } from "@ui/page.js";
import { columnOf, listOf, putInOrder, titleOf } from "./board-cards.js";

export default function mount(form) {
  const fresh = form.querySelector("[data-new]");
  const extra = form.querySelector("[data-new-contact]");
  const name = form.querySelector("[name=name]");
  const close = () => {
    const column = columnOf(form);
    form.remove();
    column.querySelector("[data-add]")?.focus();
  };
  form.querySelector("[name=view]").value = document.getElementById("board").dataset.view;
  form.addEventListener("filon:chosen", () => {
    extra.hidden = !fresh.value;
    (fresh.value ? extra.querySelector("input") : name).focus();
  });
  form.querySelector("[data-close]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  const added = columnOf(form).querySelector("template[data-added]");
  if (added) {
    const card = added.content.firstElementChild;
    added.remove();
    if (!document.getElementById(card.id) && !putInOrder(card, columnOf(form))) listOf(columnOf(form)).prepend(card);
    announce(titleOf(card));
  }
  (form.querySelector("[aria-invalid=true]") ?? form.querySelector("[role=combobox]")).focus();
}
