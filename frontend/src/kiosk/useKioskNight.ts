import { useCallback, useEffect, useState } from "react";

import { remember, remembered } from "../preferences/storage";
import type { SatelliteState } from "../satellite/satelliteState";
import { isNight, type Night, readNight, writeNight } from "./night";

const NAME = "kiosk-night";
const AWAKE_MS = 30_000;

export interface KioskNight {
  /** Whether the screen is dark now. */
  dark: boolean;
  night: Night;
  choose: (night: Night) => void;
  /** Somebody touched the screen: bright for a while. */
  wake: () => void;
}

/** Whether something goes on that is worth a bright screen. */
export function isBusy({ phase, rings, identifying }: SatelliteState): boolean {
  return phase !== "idle" || rings.length > 0 || identifying;
}

/** Dims the screen at night, but for what goes on and a while after it. */
export function useKioskNight(now: Date, busy: boolean, zone?: string): KioskNight {
  const [night, setNight] = useState(() => readNight(remembered(NAME)));
  const [awake, setAwake] = useState(false);
  const [touches, setTouches] = useState(0);
  const wake = useCallback(() => {
    setAwake(true);
    setTouches((count) => count + 1);
  }, []);
  useEffect(() => {
    if (busy) {
      return undefined;
    }
    const timer = setTimeout(() => setAwake(false), AWAKE_MS);
    return () => {
      clearTimeout(timer);
      setAwake(true);
    };
  }, [busy, touches]);
  const choose = (chosen: Night) => {
    remember(NAME, writeNight(chosen));
    setNight(chosen);
  };
  return { dark: isNight(night, now, zone) && !busy && !awake, night, choose, wake };
}
