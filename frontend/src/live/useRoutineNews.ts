import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { type Routine, ROUTINES, showRoutines } from "../api/routines";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about routines. */
export interface RoutineMessages {
  routine: (routine: Routine) => void;
}

/** Keep the routines live, and how far those are that run. */
export function useRoutineNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const routines = new Batch<Routine>((changed) => showRoutines(client, changed));
    const onRoutine = (routine: Routine) => routines.add(routine);
    // What was told while the connection was down is fetched.
    const onUp = () => void client.invalidateQueries({ queryKey: ROUTINES });
    ui.on("routine", onRoutine);
    ui.on("connect", onUp);
    return () => {
      routines.stop();
      ui.off("routine", onRoutine);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
