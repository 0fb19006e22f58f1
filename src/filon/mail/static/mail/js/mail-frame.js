/** Make the frame of a message as tall as what it shows, up to a screen and a half; beyond that it scrolls. */
export default function mount(frame) {
  const fit = () => {
    const root = frame.contentDocument?.documentElement;
    if (!root) return;
    const limit = Math.round(window.innerHeight * 1.5);
    frame.height = String(Math.min(Math.max(root.scrollHeight + 2, 120), limit));
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  if (frame.contentDocument?.readyState === "complete") fit();
  return () => window.removeEventListener("resize", fit);
}
