/* lazy: the calendar of meetings: shown, planned by dragging over free time, moved and stretched. */
import htmx from "htmx.org";
import { calendar, dayOf } from "@ui/calendar.js";
import { cookie } from "@ui/page.js";
import { showToast } from "@ui/toasts.js";

const written = (moment) => moment.toISOString().slice(0, 19);

function query(info) {
  const allDay = info.allDay ?? info.event.allDay;
  const { start, end } = info.event ?? info;
  const last = end ?? new Date(start.getTime() + (allDay ? 24 : 1) * 3600e3);
  return { start: written(start), end: written(last), all_day: allDay ? "1" : "" };
}

function open(url, values) {
  const address = new URL(url, location.href);
  for (const [name, value] of Object.entries(values)) if (value) address.searchParams.set(name, value);
  return htmx.ajax("GET", address.pathname + address.search, { target: "#dialog-body", swap: "innerHTML" });
}

/* Hours scroll inside their frame, so that a day begins at eight and not at midnight. */
function fit(made, view) {
  const wanted = view.startsWith("timeGrid") ? Math.max(460, innerHeight - 250) : "auto";
  if (made.getOption("height") === wanted) return;
  made.setOption("height", wanted);
  if (wanted !== "auto") made.scrollToTime("08:00:00");
}

/* An agenda begins with what is to come, however much of the month is over. Returns whether there was one to show. */
function showToday(root, today) {
  const days = [...root.querySelectorAll(".fc-list-day")];
  const next = days.find((day) => day.dataset.date >= today);
  if (next && next !== days[0]) setTimeout(() => next.scrollIntoView({ block: "start" }));
  return days.length > 0;
}

export default function mount(root) {
  const { dataset } = root;
  let made = null;
  let hasShown = Boolean(dataset.opens);

  async function moved(info) {
    const { meeting, day, series } = info.event.extendedProps;
    const url = dataset.move.replace("/0/", `/${meeting}/`);
    const values = { ...query(info), day };
    if (series) {
      const dialog = document.getElementById("dialog");
      dialog?.addEventListener("close", () => made.refetchEvents(), { once: true });
      await open(url, values);
      return;
    }
    const answer = await fetch(url, {
      method: "POST", body: new URLSearchParams(values),
      headers: { "X-CSRFToken": cookie("filon_csrf"), "HX-Request": "true" },
    }).catch(() => null);
    if (answer?.ok) {
      const { "filon:toast": told } = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}");
      for (const toast of told?.toasts ?? []) showToast(toast);
      made.refetchEvents();
    } else {
      info.revert();
      showToast({ text: dataset.textFailed, kind: "error" });
    }
  }

  const options = {
    events: { url: dataset.events, failure: () => showToast({ text: dataset.textFailed, kind: "error" }) },
    initialDate: dataset.opensAt || undefined,
    editable: true,
    selectable: true,
    slotDuration: "00:30:00",
    snapDuration: "00:15:00",
    scrollTime: "08:00:00",
    datesSet: ({ view }) => made && fit(made, view.type),
    eventsSet: () => { if (made && !hasShown) hasShown = showToday(root, dataset.now.slice(0, 10)); },
    eventDrop: moved,
    eventResize: moved,
    select: (info) => open(dataset.new, query(info)),
    eventDidMount: ({ event, el }) => { el.title = event.title; },
    noEventsContent: dataset.textNone,
  };
  if (dataset.opens && !matchMedia("(max-width: 767px)").matches) options.initialView = dataset.opens;
  made = calendar(root, options);
  fit(made, made.view.type);
  const refetch = () => made.refetchEvents();
  document.body.addEventListener("filon:close-dialog", refetch);
  return () => {
    document.body.removeEventListener("filon:close-dialog", refetch);
    made.destroy();
  };
}
