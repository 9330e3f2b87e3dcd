import type { TFunction } from "i18next";

import type { Cure } from "../../api/history";

const PLACES = ["entity", "area", "floor"] as const;

/** Say what a cure would do. */
export function cureText(cure: Cure, t: TFunction): string {
  const { name, text, means, area } = cure;
  switch (cure.kind) {
    case "alias":
      return t(`history.cure.alias.${placeOf(cure)}`, { name, text });
    case "expose":
      return t("history.cure.expose", { name });
    case "move":
      return t("history.cure.move", { name, area });
    case "sentence":
      return t("history.cure.sentence", { text, means });
    case "not_a_command":
      return t("history.cure.not_a_command", { text });
    case "enable":
      return t(cure.place === "skill" ? "history.cure.enableSkill" : "history.cure.enable", {
        name,
      });
    default:
      return cure.name;
  }
}

/** Say what a cure has done. */
export function doneText(cure: Cure, t: TFunction): string {
  const { name, text, means, area } = cure;
  switch (cure.kind) {
    case "alias":
      return t("history.done.alias", { name, text });
    case "expose":
      return t("history.done.expose", { name });
    case "move":
      return t("history.done.move", { name, area });
    case "sentence":
      return t("history.done.sentence", { text, means });
    case "not_a_command":
      return t("history.done.not_a_command", { text });
    default:
      return t("history.done.enable", { name });
  }
}

function placeOf({ place }: Cure): (typeof PLACES)[number] {
  return PLACES.find((one) => one === place) ?? "entity";
}
