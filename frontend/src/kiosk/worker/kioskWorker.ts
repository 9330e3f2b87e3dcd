/// <reference lib="webworker" />
/**
 * Keeps what a wall tablet needs to show itself while the hub is away, and nothing else: the files
 * of its page, as they were built. What the hub answers is never kept. `tools/kioskShell.ts` fills
 * in the two constants; a build has its own, so that the browser sees when there is a newer one.
 */
declare const __KIOSK_BUILD__: string;
declare const __KIOSK_FILES__: readonly string[];

const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = "/index.html";
const KEPT = "ova-kiosk-";
const CACHE = `${KEPT}${__KIOSK_BUILD__}`;
/** Each build has names of its own for what is in here. */
const BUILT = "/assets/";
const NAMED = /\/assets\/[\w.-]+/g;
/** A hub that says nothing for so long is taken as away. */
const PATIENCE_MS = 4_000;
const files = new Set([PAGE, ...__KIOSK_FILES__]);

worker.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (files.has(pathname) || pathname.startsWith(BUILT)) {
    event.respondWith(kept(pathname).then((answer) => answer ?? fetch(request)));
  }
});

/** All or none: a browser that cannot have them all goes on with those it has. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(
      [...files].map((file) => new Request(file, { cache: "no-cache", credentials: "omit" })),
    );
    const page = (await (await kept(PAGE))?.text()) ?? "";
    if (page.match(NAMED)?.some((file) => !files.has(file))) {
      throw new Error("The page is of another build than this worker: the hub is being updated.");
    }
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** The build before stays: a page of it may be open still, and wants its own files. */
async function forgetOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== CACHE);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

async function kept(file: string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  // The hub's answers vary by their packing, which is undone here.
  const found = await cache.match(file, { ignoreVary: true });
  return found ?? (file.startsWith(BUILT) ? caches.match(file, { ignoreVary: true }) : undefined);
}

/** The hub's own page, which may be newer; the one that was kept while there is none. */
async function page(request: Request): Promise<Response> {
  const known = await kept(PAGE);
  if (known === undefined) {
    return fetch(request);
  }
  const fresh = fetch(request).then(
    // What stands before the hub answers for it while it is away.
    (answer) => (answer.status >= 500 ? known : answer),
    () => known,
  );
  const patience = new Promise<Response>((done) => setTimeout(() => done(known), PATIENCE_MS));
  return Promise.race([fresh, patience]);
}
