const REMEMBERED = "ova.reloaded-at";
/** Within this a second failure is no update that was missed. */
const ONCE_IN_MS = 60_000;
const AGAIN_MS = 2000;

/** What loading a part of the program needs of its surroundings. */
export interface Surroundings {
  /** Whether the hub answers. */
  reachable: () => Promise<boolean>;
  reload: () => void;
  /** When the page was last reloaded for this reason, in milliseconds since the epoch. */
  reloadedAt: () => number;
  remember: (at: number) => void;
  now: () => number;
  wait: (ms: number) => Promise<void>;
}

/**
 * Load a part of the program. After an update the hub has other files: the page is reloaded, once.
 * While the hub is away it is waited for. Throws what went wrong when neither helps.
 */
export async function loadChunk<T>(load: () => Promise<T>, around = browser): Promise<T> {
  try {
    return await load();
  } catch (error) {
    while (!(await around.reachable())) {
      await around.wait(AGAIN_MS);
    }
    const now = around.now();
    if (now - around.reloadedAt() < ONCE_IN_MS) {
      throw error;
    }
    around.remember(now);
    around.reload();
    // The page is about to go: nothing is to be shown of this any more.
    return new Promise<T>(() => undefined);
  }
}

const browser: Surroundings = {
  reachable: () =>
    fetch("/healthz", { cache: "no-store" }).then(
      () => true,
      () => false,
    ),
  reload: () => window.location.reload(),
  reloadedAt: () => {
    try {
      return Number(sessionStorage.getItem(REMEMBERED) ?? 0);
    } catch {
      // Without a memory one reload could follow the other for ever.
      return Date.now();
    }
  },
  remember: (at) => sessionStorage.setItem(REMEMBERED, String(at)),
  now: () => Date.now(),
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
};
