import { useHomeSettings } from "./homeSettings";
import { type Plan, SNOOZE_S } from "./schedules";

/** For how many seconds the hub snoozes something: as it says itself, or is usual in the home. */
export function useSnoozeLength(): (plan: Pick<Plan, "snooze_s">) => number {
  const minutes = useHomeSettings().data?.snooze_minutes;
  return (plan) => plan.snooze_s ?? (minutes === undefined ? SNOOZE_S : minutes * 60);
}
