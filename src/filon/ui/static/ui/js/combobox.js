/* A choice found by typing (see ui.matches). After three letters come matches with the reason, then an offer to create.
   Enter takes the highlighted line, Esc closes, Tab leaves and never creates. */

import { announce, text } from "@ui/page.js";

const PAUSE = 150;
const LEAST = 3;

function line(id, { label, reason, value, isNew }) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.dataset.value = value ?? "";
  item.dataset.label = label;
  if (isNew) item.dataset.new = isNew;
  item.append(Object.assign(document.createElement("span"), { textContent: label }));
  if (reason) item.append(Object.assign(document.createElement("span"), { className: "end", textContent: reason }));
  return item;
}

class Combobox {
  constructor(box) {
    this.box = box;
    this.field = box.querySelector("[role=combobox]");
    this.value = box.querySelector("[data-value]");
    this.fresh = box.querySelector("[data-new]");
    this.list = box.querySelector("[role=listbox]");
    this.clear = box.querySelector("[data-clear]");
    this.chosen = this.field.value;
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.left());
    this.clear?.addEventListener("click", () => { this.set("", "", ""); this.field.focus(); });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  typed() {
    clearTimeout(this.timer);
    this.isEntered = false;
    const letters = this.field.value.trim();
    if (letters !== this.chosen && this.value.value) this.value.value = "";
    if (this.fresh) this.fresh.value = "";
    if (letters.length < LEAST) return this.close();
    this.timer = setTimeout(() => this.ask(letters), PAUSE);
    return undefined;
  }

  async ask(letters) {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const url = new URL(this.box.dataset.url, location.href);
      url.searchParams.set("q", letters);
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok && document.activeElement === this.field) this.show(await answer.json(), letters);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ matches, create }, letters) {
    const lines = matches.map((match, at) => line(`${this.list.id}_${at}`, match));
    if (create && this.fresh) lines.push(line(`${this.list.id}_new`, { label: create, isNew: letters }));
    if (!lines.length) {
      const none = Object.assign(document.createElement("li"), { className: "muted", textContent: this.box.dataset.textNone });
      none.role = "presentation";
      lines.push(none);
    }
    this.list.replaceChildren(...lines);
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.light(lines[0].role === "option" ? 0 : -1);
    if (this.isEntered) this.take(this.lines[0]);
    this.isEntered = false;
    announce(matches.length ? text("matches", { count: matches.length }) : this.box.dataset.textNone);
  }

  get lines() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  light(at) {
    this.at = at;
    this.lines.forEach((item, number) => {
      item.classList.toggle("on", number === at);
      item.setAttribute("aria-selected", String(number === at));
    });
    const lit = this.lines[at];
    lit?.scrollIntoView({ block: "nearest" });
    if (lit) this.field.setAttribute("aria-activedescendant", lit.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (this.list.hidden) {
      const letters = this.field.value.trim();
      if (letters.length < LEAST) return undefined;
      if (event.key === "ArrowDown") this.ask(letters);
      // Enter before the matches are there takes the first of them, and does not send the form without it.
      if (event.key !== "Enter" || letters === this.chosen) return undefined;
      event.preventDefault();
      this.isEntered = true;
      return void this.ask(letters);
    }
    const { length } = this.lines;
    const next = { ArrowDown: (this.at + 1) % length, ArrowUp: (this.at - 1 + length) % length }[event.key];
    if (next !== undefined && length) this.light(next);
    else if (event.key === "Enter" && this.at >= 0) this.take(this.lines[this.at]);
    else if (event.key === "Escape") this.close();
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  }

  take(item) {
    if (!item) return;
    if (item.dataset.new) this.set("", item.dataset.new, item.dataset.new);
    else this.set(item.dataset.value, item.dataset.label, "");
  }

  set(value, label, fresh) {
    this.value.value = value;
    if (this.fresh) this.fresh.value = fresh;
    this.field.value = label;
    this.chosen = label;
    if (this.clear) this.clear.hidden = !label;
    this.close();
    this.value.dispatchEvent(new Event("change", { bubbles: true }));
    this.box.dispatchEvent(new CustomEvent("filon:chosen", { bubbles: true, detail: { value, label, fresh } }));
  }

  left() {
    this.close();
    if (!this.field.value.trim() && this.value.value) this.set("", "", "");
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

export default function mount(box) {
  const combobox = new Combobox(box);
  return () => combobox.close();
}
