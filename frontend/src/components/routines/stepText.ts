import type { TFunction } from "i18next";

import type { RoutineStep } from "../../api/routines";
import { lengthText } from "../../schedules/length";

/** Say what a step does. */
export function stepText(
  { kind, text, seconds }: Pick<RoutineStep, "kind" | "text" | "seconds">,
  locale: string,
  t: TFunction,
): string {
  switch (kind) {
    case "wait":
      return t("schedules.routine.waits", { length: lengthText(seconds, locale) });
    case "say":
      return t("schedules.routine.says", { text });
    default:
      return text;
  }
}
