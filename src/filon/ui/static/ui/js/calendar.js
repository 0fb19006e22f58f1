/* FullCalendar as this house shows it. Import it from a behaviour that is lazy: it brings 70 KiB with it. */

import "@ui/calendar-styles.js";
import { Calendar } from "@fullcalendar/core";
import british from "@fullcalendar/core/locales/en-gb";
import romanian from "@fullcalendar/core/locales/ro";
import dayGrid from "@fullcalendar/daygrid";
import interaction from "@fullcalendar/interaction";
import list from "@fullcalendar/list";
import timeGrid from "@fullcalendar/timegrid";

const CLOCK = { hour: "2-digit", minute: "2-digit", hour12: false };

/** The day of a calendar's moment as 2026-11-24. */
export const dayOf = (moment) => moment.toISOString().slice(0, 10);

/* The bar is the page's own: buttons with data-calendar="prev|next|today" or the name of a view, and a place for the title. */
function wire(root, made) {
  const pressed = (event) => {
    const name = event.target.closest("[data-calendar]")?.dataset.calendar;
    if (!name) return;
    if (["prev", "next", "today"].includes(name)) made[name]();
    else made.changeView(name);
  };
  root.addEventListener("click", pressed);
  return () => root.removeEventListener("click", pressed);
}

function show(root, info) {
  const title = root.querySelector("[data-calendar-title]");
  if (title) title.textContent = info.view.title.charAt(0).toUpperCase() + info.view.title.slice(1);
  for (const button of root.querySelectorAll("[data-calendar]")) {
    if (["prev", "next", "today"].includes(button.dataset.calendar)) continue;
    button.setAttribute("aria-pressed", String(button.dataset.calendar === info.view.type));
  }
}

/**
 * Draw a calendar into the `[data-calendar-host]` of `root` and return FullCalendar's object, with `destroy()`.
 * `options` are FullCalendar's; where they say nothing, those of the house hold: Monday first, 24 hours, Romanian or
 * British words, no bar of its own, four events a day and then „+2”, an agenda on a phone. Times are what the clock
 * on the user's wall shows: give and read them without a zone, and `data-now` of `root` as the server's "now" there.
 */
export function calendar(root, options = {}) {
  const isPhone = matchMedia("(max-width: 767px)").matches;
  const { datesSet, ...rest } = options;
  const made = new Calendar(root.querySelector("[data-calendar-host]"), {
    plugins: [dayGrid, timeGrid, list, interaction],
    locales: [romanian, british],
    locale: document.documentElement.lang === "ro" ? "ro" : "en-gb",
    timeZone: "UTC",
    now: root.dataset.now,
    firstDay: 1,
    headerToolbar: false,
    initialView: isPhone ? "listMonth" : "dayGridMonth",
    height: "auto",
    dayMaxEvents: 4,
    nowIndicator: true,
    eventDisplay: "block",
    eventTimeFormat: CLOCK,
    slotLabelFormat: CLOCK,
    longPressDelay: 400,
    // A day is called by all that is in it, as it is seen, and not by its date alone.
    dayCellDidMount: ({ el }) => el.removeAttribute("aria-labelledby"),
    ...rest,
    datesSet: (info) => {
      show(root, info);
      datesSet?.(info);
    },
  });
  const unwire = wire(root, made);
  const { destroy } = made;
  made.destroy = () => {
    unwire();
    destroy.call(made);
  };
  made.render();
  return made;
}
