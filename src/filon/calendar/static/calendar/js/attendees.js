/* Those who are invited, each with a cross; whoever is chosen in the field joins them. */
import { announce } from "@ui/page.js";

function chip(root, value, label) {
  const item = Object.assign(document.createElement("li"), { className: "chip chip-p", textContent: label });
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "people", value });
  const remove = Object.assign(document.createElement("button"), { className: "icon-b", type: "button", textContent: "×" });
  remove.dataset.remove = "";
  remove.setAttribute("aria-label", `${root.dataset.textRemove}: ${label}`);
  item.prepend(field);
  item.append(remove);
  return item;
}

export default function mount(root) {
  const list = root.querySelector("[data-people]");
  root.addEventListener("filon:chosen", ({ detail }) => {
    if (!detail.value) return;
    const known = [...list.querySelectorAll("input")].some((field) => field.value === detail.value);
    if (!known) list.append(chip(root, detail.value, detail.label));
    list.lastElementChild?.querySelector("input")?.dispatchEvent(new Event("change", { bubbles: true }));
    announce(detail.label);
    root.querySelector("[data-clear]").click();
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[data-remove]")?.closest("li");
    if (!item) return;
    item.dispatchEvent(new Event("change", { bubbles: true }));
    item.remove();
    root.querySelector("[role=combobox]").focus();
  });
}
