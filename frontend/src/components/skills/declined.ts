import type { TFunction } from "i18next";

import type { Understood } from "../../api/understanding";

const REASONS = [
  "no_intent",
  "no_entity",
  "no_entity_exposed",
  "entity_elsewhere",
  "no_area",
  "no_floor",
  "needs_area",
  "negation",
  "exclusion",
  "not_a_command",
  "empty",
  "too_long",
] as const;

/** Say why a sentence would be declined, with the words it is about. */
export function declinedText({ reason, detail }: Understood, t: TFunction): string {
  const known = REASONS.find((one) => one === reason);
  if (known === undefined) {
    return reason;
  }
  const about = [detail.entity, detail.area, detail.floor, detail.words].find(
    (one) => typeof one === "string",
  );
  const near = Array.isArray(detail.near)
    ? detail.near.filter((one) => typeof one === "string")
    : [];
  const text = t(`skills.declined.${known}`, { about: about ?? "" });
  return near.length > 0 ? `${text} ${t("skills.nearNames", { names: near.join(", ") })}` : text;
}
