/* The loader: an element with data-behaviour="name other" gets each named behaviour once, at load and after every swap. */

const known = new Map();
const mounted = new WeakMap();

/** Make a behaviour known. `mount(element)` may return a function that undoes it when the element goes. */
export function register(name, mount) {
  known.set(name, () => mount);
}

/** Make a behaviour known that is fetched when a page first needs it. */
export function registerLazy(name, load) {
  known.set(name, async () => (await load()).default);
}

async function mountOne(element, name) {
  const marks = mounted.get(element) ?? new Map();
  if (marks.has(name)) return;
  marks.set(name, undefined);
  mounted.set(element, marks);
  const find = known.get(name);
  if (!find) {
    console.error(`No behaviour is called ${name}.`);
    return;
  }
  const found = find();
  const mount = found instanceof Promise ? await found : found;
  if (element.isConnected) marks.set(name, mount(element));
}

/** Mount what `root` and everything in it asks for. */
export function mountAll(root) {
  const inside = root.querySelectorAll?.("[data-behaviour]") ?? [];
  const elements = root.matches?.("[data-behaviour]") ? [root, ...inside] : [...inside];
  for (const element of elements) {
    for (const name of element.dataset.behaviour.split(/\s+/).filter(Boolean)) mountOne(element, name);
  }
}

function unmount(element) {
  for (const undo of mounted.get(element)?.values() ?? []) undo?.();
  mounted.delete(element);
}

/** Mount the page, and from now on whatever htmx puts in and takes out. */
export function start() {
  document.addEventListener("htmx:load", (event) => mountAll(event.detail.elt));
  document.addEventListener("htmx:beforeCleanupElement", (event) => unmount(event.detail.elt));
  mountAll(document.body);
}
