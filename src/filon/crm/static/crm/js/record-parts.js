/* On a phone a record shows one of its parts: the details or the discussion. */

export default function mount(bar) {
  const record = bar.closest(".record");
  const choose = (part) => {
    record.dataset.part = part;
    for (const button of bar.querySelectorAll("[data-part]")) button.setAttribute("aria-pressed", String(button.dataset.part === part));
  };
  bar.addEventListener("click", (event) => {
    const part = event.target.closest("[data-part]")?.dataset.part;
    if (part) choose(part);
  });
  choose(location.hash === "#thread" ? "thread" : "details");
}
