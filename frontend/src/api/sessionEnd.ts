import { useSyncExternalStore } from "react";

/** Whether the session of this page is over although nobody signed out here. */
class SessionEnd {
  private over = false;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isOver = (): boolean => this.over;

  set(over: boolean): void {
    if (over !== this.over) {
      this.over = over;
      this.listeners.forEach((listener) => listener());
    }
  }
}

export const sessionEnd = new SessionEnd();

/** Whether one has to sign in again; what stands on the page stays until then. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isOver);
}
