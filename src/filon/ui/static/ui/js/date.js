/* The calendar of a date field: a month of buttons. Arrows walk days, PageUp and PageDown months, Enter chooses.
   On a touch screen the device's own date wheel is used instead. */

import { text } from "@ui/page.js";

const DAY = 86400000;
const language = () => document.documentElement.lang;
const iso = (day) => day.toISOString().slice(0, 10);
const utc = (year, month, day) => new Date(Date.UTC(year, month, day));

function written(day) {
  if (language() !== "ro") return `${day.getUTCDate()} ${day.toLocaleDateString("en-US", { month: "short", timeZone: "UTC" })} ${day.getUTCFullYear()}`;
  return iso(day).split("-").reverse().join(".");
}

function typed(field) {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(field.value.trim());
  if (match) return utc(Number(match[3]), Number(match[2]) - 1, Number(match[1]));
  const parsed = Date.parse(`${field.value.trim()} UTC`);
  return Number.isNaN(parsed) ? null : new Date(parsed);
}

function put(field, day) {
  field.value = written(day);
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function head(shown, move) {
  const row = document.createElement("div");
  row.className = "cal-head";
  const title = document.createElement("b");
  title.setAttribute("aria-live", "polite");
  title.textContent = shown.toLocaleDateString(language(), { month: "long", year: "numeric", timeZone: "UTC" });
  const arrow = (sign, label, step) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "icon-b", textContent: sign, tabIndex: -1 });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => move(step));
    return button;
  };
  row.append(arrow("‹", text("monthBefore"), -1), title, arrow("›", text("monthAfter"), 1));
  return row;
}

function grid(shown, today, chosen) {
  const table = document.createElement("div");
  table.className = "cal-days";
  const first = utc(shown.getUTCFullYear(), shown.getUTCMonth(), 1);
  const monday = new Date(first - ((first.getUTCDay() + 6) % 7) * DAY);
  for (let at = 0; at < 7; at += 1) {
    const name = document.createElement("span");
    const weekday = new Date(+monday + at * DAY);
    name.textContent = weekday.toLocaleDateString(language(), { weekday: "narrow", timeZone: "UTC" });
    name.setAttribute("aria-hidden", "true");
    table.append(name);
  }
  for (let at = 0; at < 42; at += 1) {
    const day = new Date(+monday + at * DAY);
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: String(day.getUTCDate()) });
    button.dataset.day = iso(day);
    button.tabIndex = iso(day) === iso(shown) ? 0 : -1;
    button.classList.toggle("out", day.getUTCMonth() !== shown.getUTCMonth());
    if (iso(day) === today) button.setAttribute("aria-current", "date");
    button.setAttribute("aria-pressed", String(chosen !== null && iso(day) === iso(chosen)));
    button.setAttribute("aria-label", day.toLocaleDateString(language(), { dateStyle: "full", timeZone: "UTC" }));
    table.append(button);
  }
  return table;
}

function moved(day, key) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  if (key in steps) return new Date(+day + steps[key] * DAY);
  const months = { PageUp: -1, PageDown: 1 }[key];
  if (!months) return null;
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  return utc(year, month, Math.min(day.getUTCDate(), utc(year, month + 1, 0).getUTCDate()));
}

function useWheel(field, button) {
  const wheel = Object.assign(document.createElement("input"), { type: "date", className: "date-wheel", tabIndex: -1 });
  wheel.setAttribute("aria-hidden", "true");
  wheel.addEventListener("change", () => { if (wheel.value) put(field, new Date(`${wheel.value}T00:00:00Z`)); });
  button.before(wheel);
  button.addEventListener("click", () => {
    wheel.value = typed(field) ? iso(typed(field)) : field.dataset.today;
    wheel.showPicker();
  });
}

export default function mount(field) {
  const holder = field.closest("[data-date]");
  const button = holder.querySelector("[data-date-open]");
  if (matchMedia("(pointer: coarse)").matches) return useWheel(field, button);
  const calendar = Object.assign(document.createElement("div"), { className: "menu menu-pop cal-pop" });
  calendar.popover = "auto";
  calendar.setAttribute("role", "dialog");
  calendar.setAttribute("aria-label", text("chooseDay"));
  holder.append(calendar);
  const draw = (day, { focus = true } = {}) => {
    const step = (months) => draw(moved(day, months < 0 ? "PageUp" : "PageDown"));
    calendar.replaceChildren(head(day, step), grid(day, field.dataset.today, typed(field)));
    if (focus) calendar.querySelector("[tabindex='0']:not(.icon-b)").focus();
  };
  const open = () => {
    calendar.showPopover();
    const from = holder.getBoundingClientRect();
    const below = from.bottom + calendar.offsetHeight + 8 < innerHeight;
    draw(typed(field) ?? new Date(`${field.dataset.today}T00:00:00Z`));
    calendar.style.left = `${Math.max(4, Math.min(from.left, innerWidth - calendar.offsetWidth - 4))}px`;
    calendar.style.top = `${below ? from.bottom + 4 : Math.max(4, from.top - calendar.offsetHeight - 4)}px`;
  };
  const choose = (day) => {
    put(field, new Date(`${day}T00:00:00Z`));
    calendar.hidePopover();
    field.focus();
  };
  calendar.addEventListener("click", (event) => {
    if (event.target.dataset.day) choose(event.target.dataset.day);
  });
  calendar.addEventListener("keydown", (event) => {
    const at = document.activeElement.dataset.day;
    const day = at && moved(new Date(`${at}T00:00:00Z`), event.key);
    if (!day) return;
    event.preventDefault();
    draw(day);
  });
  button.addEventListener("click", open);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !event.ctrlKey) {
      event.preventDefault();
      open();
    }
  });
  return () => calendar.remove();
}
