import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { LATEST_RUNS } from "../api/latestRuns";
import { type KnownSatellite, SATELLITES } from "../api/satelliteList";
import type { RunEvent, Satellite } from "../api/types";
import { conversation } from "../conversation/conversation";
import { LIVE_TURNS } from "../conversation/useLiveTurns";
import type { Turn } from "../conversation/turn";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about satellites. */
export interface SatelliteMessages {
  satellite: (satellite: Satellite) => void;
}

const WAIT_MS = 100;

/** Keep live what is being said in the house, and the satellites that hear it. */
export function useSpokenNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    let turns: readonly Turn[] = [];
    const told = new Batch<{ id: string }>(() => {
      client.setQueryData<readonly Turn[]>(LIVE_TURNS, turns);
      if (turns.some(({ done }) => done)) {
        turns = turns.filter(({ done }) => !done);
        void client.invalidateQueries({ queryKey: LATEST_RUNS });
      }
    }, WAIT_MS);
    const onRun = (event: RunEvent) => {
      turns = conversation(turns, { type: "event", event });
      told.add({ id: "turns" });
    };
    const onSatellite = (changed: Satellite) => {
      const known = client.getQueryData<KnownSatellite[]>(SATELLITES);
      if (known?.some(({ id }) => id === changed.id)) {
        client.setQueryData(
          SATELLITES,
          known.map((one) => (one.id === changed.id ? { ...one, ...changed } : one)),
        );
      } else {
        void client.invalidateQueries({ queryKey: SATELLITES });
      }
    };
    // What was going on when the connection went is over, or is told of anew.
    const onUp = () => {
      turns = [];
      told.add({ id: "turns" });
    };
    ui.on("run_event", onRun);
    ui.on("satellite", onSatellite);
    ui.on("connect", onUp);
    return () => {
      told.stop();
      ui.off("run_event", onRun);
      ui.off("satellite", onSatellite);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
