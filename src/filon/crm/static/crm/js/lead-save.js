/* The Save button in the page's head is there once something has changed, together with the bar in the form. */

export default function mount(form) {
  const bar = form.querySelector("[data-dirty-bar]");
  const button = document.querySelector(`[data-save][form="${form.id}"]`);
  if (!bar || !button) return undefined;
  const follow = () => { button.hidden = bar.hidden; };
  const seen = new MutationObserver(follow);
  seen.observe(bar, { attributes: true, attributeFilter: ["hidden"] });
  follow();
  return () => seen.disconnect();
}
