import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import {
  type Discovered,
  type Level,
  mergePairing,
  type Pairing,
  type SatelliteInfo,
  satelliteKeys,
  type SatelliteLine,
  withNewLine,
} from "../api/satellites";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about satellites, but for those that came, went or were changed. */
export interface SatelliteDeskMessages {
  satellite_removed: (gone: { id: string }) => void;
  satellite_level: (level: Level) => void;
  satellite_log: (line: SatelliteLine) => void;
  pairing: (pairing: Pairing) => void;
  discovered: (found: Discovered) => void;
}

/** What a page asks of `/ui`. */
export interface SatelliteRequests {
  watch_level: (what: { satellite_id: string }) => void;
  unwatch_level: (what: { satellite_id: string }) => void;
}

/** Keep what was fetched of satellites live. */
export function useSatelliteNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onRemoved = ({ id }: { id: string }) =>
      applyNews<SatelliteInfo[]>(client, satelliteKeys.all, (known) =>
        known?.filter((satellite) => satellite.id !== id),
      );
    const onLine = (line: SatelliteLine) =>
      applyNews<SatelliteLine[]>(
        client,
        satelliteKeys.log(line.satellite_id),
        (known) => known && withNewLine(known, line),
      );
    const onPairing = (pairing: Pairing) =>
      applyNews<Pairing[]>(
        client,
        satelliteKeys.pairing,
        (known) => known && mergePairing(known, pairing),
      );
    const onDiscovered = (found: Discovered) =>
      applyNews<Discovered>(client, satelliteKeys.discovered, () => found);
    // What was told while the connection was down is fetched.
    const onUp = () => {
      for (const queryKey of [satelliteKeys.all, satelliteKeys.pairing, ["satellite"]]) {
        void client.invalidateQueries({ queryKey });
      }
    };
    ui.on("satellite_removed", onRemoved);
    ui.on("satellite_log", onLine);
    ui.on("pairing", onPairing);
    ui.on("discovered", onDiscovered);
    ui.on("connect", onUp);
    return () => {
      ui.off("satellite_removed", onRemoved);
      ui.off("satellite_log", onLine);
      ui.off("pairing", onPairing);
      ui.off("discovered", onDiscovered);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
