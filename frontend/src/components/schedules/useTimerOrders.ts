import { useTranslation } from "react-i18next";

import { type TimerOrder, useEndTimer, useOrderTimer, useStartTimer } from "../../api/timers";
import type { Timer } from "../../api/types";
import { hubClock } from "../../timers/hubClock";
import { notDone } from "../panel/notDone";
import { undoNotice } from "./undoNotice";

/** What can be done with a timer; one that was deleted can be had back with what was left of it. */
export function useTimerOrders() {
  const { t } = useTranslation();
  const refused = (error: unknown) => notDone(error, t("schedules.failed"));
  const order = useOrderTimer(refused);
  const end = useEndTimer(refused);
  const start = useStartTimer();
  // With the last timer its list goes away, and callbacks of mutate with it: promises stay.
  const again = async (timer: Timer, left: number) => {
    const made = await start.mutateAsync({
      duration_s: Math.max(1, left),
      name: timer.name,
      satellite_id: timer.satellite_id,
    });
    if (timer.state === "paused") {
      order.mutate({ timer: made, order: "pause" });
    }
  };
  const endTimer = async (timer: Timer) => {
    const left = timer.left_s ?? timer.due_at - hubClock.now();
    await end.mutateAsync(timer);
    if (timer.state !== "ringing") {
      const name = timer.name ?? t("timers.unnamed");
      undoNotice(t("schedules.deleted", { name }), t("schedules.undo"), () => {
        again(timer, left).catch(refused);
      });
    }
  };
  return {
    order: (wanted: TimerOrder) => order.mutate(wanted),
    // Why it was refused is shown already.
    end: (timer: Timer) => void endTimer(timer).catch(() => undefined),
  };
}
