/* Tabs: arrows walk, Home and End jump; each tab shows the panel it controls and hides the others. */

function choose(tabs, chosen, { focus = false } = {}) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    if (panel) panel.hidden = !on;
  }
  if (focus) chosen.focus();
}

export default function mount(list) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const linked = tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash);
  const invalid = tabs.find((tab) => document.getElementById(tab.getAttribute("aria-controls"))?.querySelector("[aria-invalid=true]"));
  choose(tabs, linked ?? invalid ?? tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0]);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) choose(tabs, tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    choose(tabs, tabs.at(next % tabs.length), { focus: true });
  });
}
