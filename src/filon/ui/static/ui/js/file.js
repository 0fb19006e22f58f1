/* Files by choosing or dropping; lists what will go along, with size, and lets each be taken out again. */

const KIB = 1024;

function sizeOf(file) {
  const steps = ["B", "KB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log(Math.max(file.size, 1)) / Math.log(KIB)), 3);
  const value = (file.size / KIB ** step).toLocaleString(document.documentElement.lang, { maximumFractionDigits: step ? 1 : 0 });
  return `${value}\u00a0${steps[step]}`;
}

function without(files, gone) {
  const rest = new DataTransfer();
  for (const file of files) if (file !== gone) rest.items.add(file);
  return rest.files;
}

export default function mount(area) {
  const field = area.querySelector("input[type=file]");
  const list = area.querySelector("[data-files]");
  const show = () => {
    list.replaceChildren(...[...field.files].map((file) => {
      const row = document.createElement("li");
      const remove = Object.assign(document.createElement("button"), { type: "button", className: "link-b", textContent: list.dataset.remove });
      remove.setAttribute("aria-label", `${list.dataset.remove}: ${file.name}`);
      remove.addEventListener("click", () => {
        field.files = without(field.files, file);
        field.dispatchEvent(new Event("change", { bubbles: true }));
        field.focus();
      });
      row.append(`${file.name} · ${sizeOf(file)} `, remove);
      return row;
    }));
  };
  field.addEventListener("change", show);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("is-over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("is-over");
    const all = new DataTransfer();
    for (const file of [...(field.multiple ? field.files : []), ...event.dataTransfer.files]) {
      if (field.multiple || !all.items.length) all.items.add(file);
    }
    field.files = all.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  show();
}
