/* When a meeting is: whole days have no hours, and the end keeps its distance while the start is changed. */

const minutes = (field) => {
  const [hour, minute] = field.value.split(":").map(Number);
  return Number.isNaN(hour) ? null : hour * 60 + minute;
};
const two = (number) => String(number).padStart(2, "0");

export default function mount(root) {
  const allDay = root.querySelector("[name=is_all_day]");
  const start = root.querySelector("[name=starts_time]");
  const end = root.querySelector("[name=ends_time]");
  const [day, lastDay] = ["starts", "ends"].map((name) => root.querySelector(`[name=${name}]`));
  let before = minutes(start);
  let dayBefore = day.value;

  const show = () => root.querySelectorAll("[data-time]").forEach((part) => { part.hidden = allDay.checked; });
  allDay.addEventListener("change", show);
  start.addEventListener("change", () => {
    const [now, last] = [minutes(start), minutes(end)];
    if (now !== null && before !== null && last !== null && last > before) {
      const moved = Math.min(now + last - before, 23 * 60 + 59);
      end.value = `${two(Math.floor(moved / 60))}:${two(moved % 60)}`;
    }
    before = now;
  });
  day.addEventListener("change", () => {
    if (lastDay.value === dayBefore) lastDay.value = day.value;
    dayBefore = day.value;
  });
  show();
}
