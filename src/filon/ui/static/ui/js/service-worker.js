/* Shows a page of ours, instead of the browser's, when a page cannot be reached. It keeps that one page and nothing else. */

const KEPT = "filon-offline-2";
const PAGE = "/offline/";

async function keep() {
  const page = await fetch(PAGE, { cache: "reload" });
  if (!page.ok) return;
  const parts = [...(await page.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((match) => match[1]);
  const cache = await caches.open(KEPT);
  await cache.put(PAGE, page);
  await cache.addAll([...new Set(parts)]);
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith("filon-") && name !== KEPT) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function pageOrOurs(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(pageOrOurs(event));
  else if (!navigator.onLine && new URL(request.url).pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
