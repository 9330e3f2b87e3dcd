import type { HomeSettings } from "../../../api/homeSettings";

export type OrderedStage = HomeSettings["stages"][number];

const ALL: readonly OrderedStage[] = ["home", "skills", "actions"];

/** Every stage that can be put in order: those that are on as they are asked, then the others. */
export function listed(on: readonly OrderedStage[]): OrderedStage[] {
  return [...on, ...ALL.filter((stage) => !on.includes(stage))];
}

/** Switch a stage on, as the last one, or off. */
export function switched(
  on: readonly OrderedStage[],
  stage: OrderedStage,
  wanted: boolean,
): OrderedStage[] {
  const others = on.filter((one) => one !== stage);
  return wanted ? [...others, stage] : others;
}
