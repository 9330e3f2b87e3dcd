import { useEffect, useSyncExternalStore } from "react";

import { remember, remembered } from "../preferences/storage";

const NAME = "keep-awake";
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

/** Keep the screen on where that was chosen; the browser lets go whenever the page is hidden. */
export function useWakeLock(): void {
  const wanted = useStayAwake();
  useEffect(() => {
    if (!wanted || !canStayAwake()) {
      return undefined;
    }
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const take = () => {
      if (document.visibilityState === "visible") {
        navigator.wakeLock.request("screen").then(
          (taken) => {
            if (over) {
              void taken.release();
            } else {
              lock = taken;
            }
          },
          // A nearly empty battery refuses; the next time the page is shown it is tried again.
          () => undefined,
        );
      }
    };
    take();
    document.addEventListener("visibilitychange", take);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, [wanted]);
}
