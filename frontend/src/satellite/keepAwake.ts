import { useEffect, useState, useSyncExternalStore } from "react";

import { remember, remembered } from "../preferences/storage";

const NAME = "keep-awake";
const AGAIN_MS = 30_000;
const listeners = new Set<() => void>();

/** Whether this browser can keep its screen on. */
export function canStayAwake(): boolean {
  return "wakeLock" in navigator;
}

/** Choose whether the screen stays on while the page is shown. */
export function setStayAwake(on: boolean): void {
  remember(NAME, on ? "on" : "off");
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the screen is to stay on. */
export function useStayAwake(): boolean {
  return useSyncExternalStore(subscribe, () => remembered(NAME) === "on");
}

/** Why the screen may go dark: the browser cannot help it, or refused to just now. */
export type DarkScreen = "unable" | "refused";

/**
 * Keep the screen on where that was chosen, or `always`; the browser lets go whenever the page is
 * hidden, and may do so when it likes. Tells why it does not stay on, null while nothing is wrong.
 */
export function useWakeLock(always = false): DarkScreen | null {
  const [refused, setRefused] = useState(false);
  const chosen = useStayAwake();
  const wanted = chosen || always;
  useEffect(() => {
    if (!wanted || !canStayAwake()) {
      return undefined;
    }
    let lock: WakeLockSentinel | null = null;
    let over = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(again);
      if (!over) {
        again = setTimeout(take, AGAIN_MS);
      }
    };
    function take(): void {
      if (document.visibilityState === "visible") {
        navigator.wakeLock.request("screen").then(
          (taken) => {
            if (over) {
              void taken.release();
            } else {
              setRefused(false);
              lock = taken;
              taken.addEventListener("release", later);
            }
          },
          () => {
            // A nearly empty battery refuses.
            if (!over && document.visibilityState === "visible") {
              setRefused(true);
            }
            later();
          },
        );
      }
    }
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      over = true;
      clearTimeout(again);
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, [wanted]);
  if (!wanted) {
    return null;
  }
  return canStayAwake() ? (refused ? "refused" : null) : "unable";
}
