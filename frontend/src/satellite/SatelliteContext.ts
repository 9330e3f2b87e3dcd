import { createContext, useContext, useSyncExternalStore } from "react";

import type { SatelliteClient } from "./SatelliteClient";
import type { SatelliteState } from "./satelliteState";

export interface SatelliteSetting {
  client: SatelliteClient;
  /** Name of the area this browser is in; empty when it is nowhere. */
  area: string;
  setArea: (name: string) => void;
  speak: boolean;
  setSpeak: (speak: boolean) => void;
}

export const SatelliteContext = createContext<SatelliteSetting | null>(null);

/** This browser as a satellite, its settings and what it is doing. */
export function useSatellite(): SatelliteSetting & { state: SatelliteState } {
  const setting = useContext(SatelliteContext);
  if (!setting) {
    throw new Error("useSatellite needs a SatelliteProvider around it.");
  }
  const state = useSyncExternalStore(setting.client.subscribe, setting.client.snapshot);
  return { ...setting, state };
}
