/* Typing @ in a text offers colleagues; arrows choose, Enter or Tab takes, Esc leaves. Who may not see the record is
   shown, and cannot be taken. */

import { announce } from "@ui/page.js";

const PAUSE = 120;
const BEGUN = /(?:^|\s)@([\p{L}][\p{L}\p{M}.\- ]{0,40})?$/u;

export default function mount(area) {
  const list = Object.assign(document.createElement("ul"), { id: `mention-${area.name}`, className: "mention-l", hidden: true });
  list.role = "listbox";
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  let timer;
  let at = -1;
  let begun = "";
  const lines = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const light = (place) => {
    at = place;
    for (const [index, line] of lines().entries()) line.setAttribute("aria-selected", String(index === place));
    if (!lines()[place]) return;
    area.setAttribute("aria-activedescendant", lines()[place].id);
    lines()[place].scrollIntoView({ block: "nearest" });
  };
  const take = (line) => {
    const caret = area.selectionStart;
    const start = caret - begun.length - 1;
    area.setRangeText(`@${line.dataset.name} `, start, caret, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
  };
  const show = ({ people }) => {
    list.replaceChildren(...people.map((person, index) => {
      const line = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: person.name });
      line.role = "option";
      line.dataset.name = person.name;
      if (person.reason) {
        line.setAttribute("aria-disabled", "true");
        line.append(Object.assign(document.createElement("span"), { className: "muted small", textContent: ` ${person.reason}` }));
      }
      return line;
    }));
    list.hidden = !people.length;
    list.scrollIntoView({ block: "nearest" });
    if (people.length) announce(people.map((person) => person.name).join(", "));
    light(lines().length ? 0 : -1);
  };
  const ask = async () => {
    const match = BEGUN.exec(area.value.slice(0, area.selectionStart));
    if (!match) return close();
    begun = match[1] ?? "";
    const url = new URL(area.dataset.url, location.href);
    url.searchParams.set("q", begun);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok && document.activeElement === area) show(await answer.json());
    return undefined;
  };
  area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  area.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]:not([aria-disabled])");
    if (line) take(line);
  });
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) light((at + step + lines().length) % Math.max(lines().length, 1));
    else if ((event.key === "Enter" || event.key === "Tab") && lines()[at]) take(lines()[at]);
    else if (event.key === "Escape") { close(); event.stopPropagation(); }
    else return;
    event.preventDefault();
  });
  return () => clearTimeout(timer);
}
