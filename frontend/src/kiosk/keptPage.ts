const WORKER = "/kiosk-worker.js";
const SCOPE = "/kiosk";

/**
 * Have the browser keep this page, in the build the hub has now; over when that is settled. A
 * browser that keeps nothing, as over plain http, shows the page like any other.
 */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  try {
    const options = { scope: SCOPE, updateViaCache: "none" } as const;
    const known = await navigator.serviceWorker.register(WORKER, options);
    await known.update();
    await settled(known.installing ?? known.waiting);
  } catch (error) {
    console.warn("The page is not kept:", error);
  }
}

/** The page the hub gives out now, never the one that is kept. Rejects when it gives none. */
export async function hubsPage(): Promise<string> {
  const answer = await fetch(SCOPE, { cache: "no-store", headers: { accept: "text/html" } });
  if (!answer.ok) {
    throw new Error(`The hub's page cannot be had: ${answer.status}.`);
  }
  return answer.text();
}

function settled(worker: ServiceWorker | null): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (worker === null || worker.state === "activated" || worker.state === "redundant") {
        done();
      }
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}
