import type { TFunction } from "i18next";

import type { Plan } from "../api/schedules";

/** What a plan is called: its text or name, else its kind. */
export function planName(plan: Pick<Plan, "kind" | "name" | "text">, t: TFunction): string {
  const own = plan.kind === "alarm" ? (plan.name ?? plan.text) : (plan.text ?? plan.name);
  return own ?? t(`schedules.kind.${plan.kind}`);
}
