/* A menu button: opens the popover named in its popovertarget beside itself; arrows walk, Esc closes and returns. */

const GAP = 4;

function place(button, menu) {
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = from.left + width > innerWidth - GAP ? from.right - width : from.left;
  const below = from.bottom + GAP + height <= innerHeight || from.top < height;
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.style.top = `${below ? from.bottom + GAP : from.top - GAP - height}px`;
}

function items(menu) {
  return [...menu.querySelectorAll("a[href], button:not([disabled]), [role=menuitemradio]")].filter((item) => item.offsetParent !== null);
}

function walk(menu, event) {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined || !all.length) return;
  event.preventDefault();
  all.at(next % all.length).focus();
}

export default function mount(button) {
  const menu = document.getElementById(button.getAttribute("popovertarget"));
  if (!menu) return undefined;
  const toggled = (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      place(button, menu);
      items(menu)[0]?.focus({ preventScroll: true });
    }
  };
  const moved = () => { if (menu.matches(":popover-open")) place(button, menu); };
  button.setAttribute("aria-expanded", "false");
  menu.addEventListener("toggle", toggled);
  menu.addEventListener("keydown", (event) => walk(menu, event));
  addEventListener("resize", moved);
  addEventListener("scroll", moved, { passive: true, capture: true });
  return () => {
    removeEventListener("resize", moved);
    removeEventListener("scroll", moved, { capture: true });
  };
}
