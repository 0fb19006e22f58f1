/* A tag is put on by Enter, or by choosing one that is offered; it does not send the form around it. */

import htmx from "htmx.org";

export default function mount(field) {
  const offered = () => [...(field.list?.options ?? [])].map((option) => option.value);
  const send = () => { if (field.value.trim()) htmx.trigger(field, "crm:tag"); };
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const isChosen = event.inputType === undefined || event.inputType === "insertReplacementText";
    if (isChosen && offered().includes(field.value)) send();
  });
}
