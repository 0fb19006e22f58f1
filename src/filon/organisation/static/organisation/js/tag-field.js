/* lazy: tags in a line (see organisation.forms.tagging): the named field keeps the names with commas; what is typed becomes a
   tag with Enter or a comma, Backspace takes the last one away, and lines offer the tags that exist. */

import { announce } from "@ui/page.js";

const PAUSE = 150;

function namesOf(text) {
  return text.split(",").map((name) => name.trim()).filter(Boolean);
}

class TagField {
  constructor(box) {
    this.box = box;
    this.tags = box.querySelector("[data-tags]");
    this.list = box.querySelector("[role=listbox]");
    this.store = box.querySelector("[data-value]");
    this.colours = new Map([...this.tags.children].map((tag) => [tag.dataset.name, tag.className]));
    this.typed = this.store.cloneNode();
    for (const name of ["name", "value", "data-value"]) this.typed.removeAttribute(name);
    this.typed.value = "";
    this.typed.setAttribute("role", "combobox");
    this.typed.setAttribute("aria-controls", this.list.id);
    this.typed.setAttribute("aria-expanded", "false");
    this.typed.toggleAttribute("data-no-draft", true);
    this.store.type = "hidden";
    this.store.removeAttribute("id");
    this.store.after(this.typed);
    this.typed.addEventListener("input", (event) => { event.stopPropagation(); this.typing(); });
    this.typed.addEventListener("change", (event) => event.stopPropagation());
    this.typed.addEventListener("keydown", (event) => this.pressed(event));
    this.typed.addEventListener("focus", () => this.typing());
    this.typed.addEventListener("blur", () => this.close());
    this.typed.form?.addEventListener("submit", () => this.add(this.typed.value), { capture: true });
    this.store.addEventListener("input", () => this.draw());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.tags.addEventListener("click", (event) => {
      const gone = event.target.closest("button")?.parentElement.dataset.name;
      if (gone) this.set(namesOf(this.store.value).filter((name) => name !== gone));
    });
    this.draw();
  }

  draw() {
    this.tags.replaceChildren(...namesOf(this.store.value).map((name) => {
      const tag = Object.assign(document.createElement("span"), { className: this.colours.get(name) ?? "tag tag1", textContent: name });
      tag.dataset.name = name;
      const label = `${this.box.dataset.textRemove}: ${name}`;
      const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×", title: label });
      remove.setAttribute("aria-label", label);
      tag.append(remove);
      return tag;
    }));
  }

  set(names) {
    this.store.value = names.join(", ");
    this.store.dispatchEvent(new Event("input", { bubbles: true }));
    this.typed.focus();
  }

  add(text) {
    const known = namesOf(this.store.value);
    const fresh = namesOf(text).filter((name) => !known.some((other) => other.toLowerCase() === name.toLowerCase()));
    this.typed.value = "";
    this.close();
    if (!fresh.length) return;
    this.store.value = [...known, ...fresh].join(", ");
    this.store.dispatchEvent(new Event("input", { bubbles: true }));
    announce(fresh.join(", "));
  }

  typing() {
    clearTimeout(this.timer);
    if (this.typed.value.includes(",")) this.add(this.typed.value);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const url = new URL(this.box.dataset.url, location.href);
    url.searchParams.set("q", this.typed.value.trim());
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok && document.activeElement === this.typed) this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ matches, create }) {
    const known = namesOf(this.store.value);
    for (const match of matches) this.colours.set(match.label, `tag tag${match.colour}`);
    const lines = matches.filter((match) => !known.includes(match.label)).map((match) => ({ name: match.label, text: match.label }));
    if (create) lines.push({ name: this.typed.value.trim(), text: create });
    this.list.replaceChildren(...lines.map(({ name, text }, at) => {
      const item = Object.assign(document.createElement("li"), { id: `${this.list.id}_${at}`, role: "option", textContent: text });
      item.dataset.name = name;
      return item;
    }));
    this.list.hidden = !lines.length;
    this.typed.setAttribute("aria-expanded", String(!this.list.hidden));
    this.light(this.typed.value.trim() && lines.length ? 0 : -1);
  }

  light(at) {
    this.at = at;
    [...this.list.children].forEach((item, number) => {
      item.classList.toggle("on", number === at);
      item.setAttribute("aria-selected", String(number === at));
    });
    if (at >= 0) this.typed.setAttribute("aria-activedescendant", this.list.children[at].id);
    else this.typed.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const { length } = this.list.children;
    if (event.key === "ArrowDown" && !this.list.hidden) this.light((this.at + 1) % length);
    else if (event.key === "ArrowUp" && !this.list.hidden) this.light((this.at - 1 + length) % length);
    else if (event.key === "Enter" && !this.list.hidden && this.at >= 0) this.take(this.list.children[this.at]);
    else if (event.key === "Enter" && this.typed.value.trim()) this.add(this.typed.value);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Backspace" && !this.typed.value) this.set(namesOf(this.store.value).slice(0, -1));
    else return;
    if (event.key !== "Backspace") event.preventDefault();
    event.stopPropagation();
  }

  take(item) {
    if (item) this.add(item.dataset.name);
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.typed.setAttribute("aria-expanded", "false");
    this.typed.removeAttribute("aria-activedescendant");
  }
}

export default function mount(box) {
  const field = new TagField(box);
  return () => field.close();
}
