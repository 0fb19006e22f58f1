/* What several behaviours need to know of a form. */

/** The fields a person fills in: not tokens, versions, secrets or files. */
export function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name
    && (!["hidden", "password", "file", "submit", "button", "reset"].includes(field.type) || field.matches("[data-value], [data-new]"))
    && !field.closest("[data-no-draft]"));
}

/** What is typed, as a plain object: name to text, or to a list of chosen values. */
export function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      values[field.name] ??= [];
      if (field.checked) values[field.name].push(field.value);
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

/** Put `values` back, and tell every field that changed. */
export function fill(form, values) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in values)) continue;
    const value = values[field.name];
    if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
    else if (Array.isArray(value)) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Whether two readings of a form are the same. */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Call `done` when htmx has sent `form` itself, not one of its parts, and the server has accepted it. */
export function whenAccepted(form, done) {
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form && event.detail.successful && event.detail.requestConfig?.verb !== "get") done();
  });
}
