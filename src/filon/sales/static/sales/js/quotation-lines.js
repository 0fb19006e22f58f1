/* The lines of a quotation by keyboard: Tab through the fields, Enter saves and offers the next line, Esc gives up.
   A row that is left saves itself; a product that is chosen brings its price. Rows are dragged by their handle. */

import htmx from "htmx.org";
import Sortable from "sortablejs";

const values = (row) => Object.fromEntries([...row.querySelectorAll("[name]")].map((field) => [field.name, field.value]));
const empty = (row) => !row.querySelector("[name=product_text]")?.value.trim();

class Lines {
  constructor(section) {
    this.section = section;
    this.body = section.querySelector("tbody");
    this.url = section.dataset.url;
    section.addEventListener("keydown", (event) => this.pressed(event));
    section.addEventListener("click", (event) => this.clicked(event));
    section.addEventListener("change", (event) => this.changed(event));
    section.addEventListener("focusout", (event) => this.left(event));
    section.addEventListener("filon:chosen", (event) => this.chosen(event));
    this.sortable = Sortable.create(this.body, {
      handle: ".drag-h", filter: "#line-new", animation: 120, ghostClass: "drag-ghost", onEnd: () => this.order(),
    });
  }

  path(row) {
    return row.dataset.id ? `${this.url}${row.dataset.id}/` : this.url;
  }

  async send(verb, url, row, extra = {}, swap = "outerHTML", target = row) {
    await htmx.ajax(verb, url, { source: this.section, target, swap, values: extra });
  }

  async save(row) {
    if (row.dataset.saving || (empty(row) && !row.dataset.id)) return;
    row.dataset.saving = "yes";
    await this.send("POST", this.path(row), row, values(row));
    delete row.dataset.saving;
    const wrong = this.section.querySelector("tr.edit .err");
    this.focus(wrong ? wrong.closest("tr") : this.section.querySelector("#line-new"));
  }

  focus(row, name = "product_text") {
    (row?.querySelector(`[name=${name}]`) ?? row?.querySelector("[name=product_text]"))?.focus();
  }

  async edit(row) {
    const { id } = row;
    await this.send("GET", `${this.path(row)}?edit`, row);
    this.focus(document.getElementById(id));
  }

  async giveUp(row) {
    const { id } = row;
    row.dataset.saving = "yes";
    if (row.dataset.id) await this.send("GET", this.path(row), row);
    else await this.send("GET", `${this.url}draft/`, row);
    const now = document.getElementById(id);
    (now?.querySelector("[data-edit]") ?? now?.querySelector("[name=product_text]"))?.focus();
  }

  pressed(event) {
    const row = event.target.closest("tr.edit");
    if (!row || event.defaultPrevented) return;
    if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      this.save(row);
    } else if (event.key === "Escape") this.giveUp(row);
  }

  clicked(event) {
    const row = event.target.closest("tr");
    const kind = event.target.closest("[data-kind]")?.dataset.kind;
    if (kind) this.start(kind);
    else if (event.target.closest("[data-save-line]")) this.save(row);
    else if (event.target.closest("[data-delete]")) this.whole(row, "delete/");
    else if (event.target.closest("[data-back]")) this.whole(row, "option/", { back: "yes" });
    else if (event.target.closest("[data-step]")) this.step(row, event.target.closest("[data-step]").dataset.step);
    else if (row?.matches(".quo-line") && this.section.querySelector("#line-new") && !event.target.closest(".drag-h")) this.edit(row);
  }

  whole(row, act, extra = {}) {
    row.dataset.saving = "yes";
    return this.send("POST", `${this.path(row)}${act}`, row, extra, "outerHTML", this.section);
  }

  async start(kind) {
    const id = "line-new";
    await this.send("GET", `${this.url}draft/?kind=${kind}`, document.getElementById(id));
    this.focus(document.getElementById(id));
  }

  step(row, way) {
    const other = way === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other?.dataset.id) return;
    if (way === "1") other.after(row);
    else other.before(row);
    row.dataset.saving = "yes";
    this.order();
  }

  order() {
    const ids = [...this.body.querySelectorAll("tr[data-id]")].map((row) => row.dataset.id);
    return this.send("POST", `${this.url}order/`, null, { ids }, "outerHTML", this.section);
  }

  async chosen(event) {
    const row = event.target.closest("tr.edit");
    const { value } = event.detail;
    if (!row || !value) return;
    const { id } = row;
    row.dataset.saving = "yes";
    const optional = row.querySelector("[name=is_optional]") ? "&kind=optional" : "";
    await this.send("GET", `${this.url}draft/?product=${value}&line=${row.dataset.id ?? ""}${optional}`, row);
    const now = document.getElementById(id);
    this.focus(now, "quantity");
    now?.querySelector("[name=quantity]")?.select();
  }

  async changed(event) {
    const row = event.target.closest("tr.edit");
    const cell = row?.querySelector("[data-amount]");
    if (!cell || event.target.name === "product") return;
    const url = new URL(`${this.url}amount/`, location.href);
    Object.entries(values(row)).forEach(([name, value]) => url.searchParams.set(name, value));
    const answer = await fetch(url);
    if (answer.ok) cell.textContent = await answer.text();
  }

  left(event) {
    const row = event.target.closest("tr.edit");
    if (!row || row.dataset.saving || row.contains(event.relatedTarget) || !event.relatedTarget) return;
    if (!empty(row)) this.save(row);
  }
}

export default function mount(section) {
  const lines = new Lines(section);
  return () => lines.sortable.destroy();
}
