/* Counts down to data-until in the words of data-text, and then tells the element with the event "due". */

const GRACE = 2000;

export default function mount(element) {
  const until = Date.parse(element.dataset.until);
  const waiting = element.textContent;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    element.textContent = left > 0 ? element.dataset.text.replace("{seconds}", left) : waiting;
    if (Date.now() < until + GRACE) return;
    clearInterval(timer);
    element.dispatchEvent(new CustomEvent("due"));
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
