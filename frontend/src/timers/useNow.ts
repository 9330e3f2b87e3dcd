import { useEffect, useState } from "react";

import { hubClock } from "./hubClock";

const TICK_MS = 250;

/** The hub's time, ticking while `running`. Seconds since the epoch. */
export function useNow(running: boolean, tickMs = TICK_MS): number {
  const [now, setNow] = useState(() => hubClock.now());
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const timer = setInterval(() => setNow(hubClock.now()), tickMs);
    return () => clearInterval(timer);
  }, [running, tickMs]);
  return now;
}
