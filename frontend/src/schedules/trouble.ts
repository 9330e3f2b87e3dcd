import type { TFunction } from "i18next";

import type { Plan } from "../api/schedules";

/** Say how something that rings stands: what went wrong, or that it is late; blank when all is well. */
export function troubleText(
  plan: Pick<Plan, "kind" | "trouble" | "words" | "late">,
  t: TFunction,
): string {
  const { kind, trouble, words, late } = plan;
  switch (trouble) {
    case "missed":
      return t(`schedules.trouble.missed.${kind}`);
    case "unsure":
      return t("schedules.trouble.unsure");
    case "failed":
      return words === null || words === ""
        ? t("schedules.trouble.failed")
        : t("schedules.trouble.failedWhy", { words });
    default:
      return late ? t("schedules.trouble.late") : "";
  }
}
