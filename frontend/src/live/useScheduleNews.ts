import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import { keys } from "../api/queryClient";
import { mergePlans, type Plan, SCHEDULES } from "../api/schedules";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about what is planned. */
export interface ScheduleMessages {
  schedule: (plan: Plan) => void;
}

/** Keep what is planned live. */
export function useScheduleNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const plans = new Batch<Plan>((changed) =>
      applyNews<Plan[]>(client, SCHEDULES, (known) => known && mergePlans(known, changed)),
    );
    const onSchedule = (plan: Plan) => plans.add(plan);
    // What was told while the connection was down is fetched.
    const onUp = () => {
      void client.invalidateQueries({ queryKey: SCHEDULES });
      void client.invalidateQueries({ queryKey: keys.timers });
    };
    ui.on("schedule", onSchedule);
    ui.on("connect", onUp);
    return () => {
      plans.stop();
      ui.off("schedule", onSchedule);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
