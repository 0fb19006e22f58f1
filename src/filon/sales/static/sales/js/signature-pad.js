/* A drawn signature as an SVG path of whole numbers, moves and lines only, in the hidden field beside it. */

const LONGEST = 29000;

export default function mount(area) {
  const pad = area.querySelector("svg");
  const path = pad.querySelector("path");
  const field = area.querySelector("input");
  const clear = area.querySelector("[data-clear]");
  let drawing = false;

  const show = (drawn) => {
    field.value = drawn;
    path.setAttribute("d", drawn);
    clear.hidden = !drawn;
  };
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
    return `${within(((event.clientX - box.left) * 600) / box.width, 600)} ${within(((event.clientY - box.top) * 200) / box.height, 200)}`;
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || field.value.length > LONGEST) return;
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    const at = place(event);
    show(`${field.value}M${at}L${at}`);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (drawing && field.value.length < LONGEST) show(`${field.value}L${place(event)}`);
  });
  const stop = () => {
    drawing = false;
  };
  pad.addEventListener("pointerup", stop);
  pad.addEventListener("pointercancel", stop);
  clear.addEventListener("click", () => show(""));
  show(field.value);
}
