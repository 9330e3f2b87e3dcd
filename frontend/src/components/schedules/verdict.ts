import type { TFunction } from "i18next";

import type { Understood } from "../../api/understanding";
import { declinedText } from "../skills/declined";

export interface Verdict {
  kind: "good" | "ask" | "bad";
  words: string;
  /** What might be meant, to be taken instead. */
  instead: readonly string[];
}

const SURE: Readonly<Record<string, string>> = { de: "ja, ", en: "yes, " };

/** Say what a command would come to when nobody is there to be asked. */
export function verdictOf(
  told: Understood,
  t: TFunction,
  nameOf: (skill: string, told: string) => string,
): Verdict {
  const { question } = told;
  if (told.stops !== "") {
    return { kind: "bad", words: t("schedules.check.stops"), instead: [] };
  }
  if (question) {
    const sure = SURE[told.language.slice(0, 2)];
    const confirm = question.kind === "confirm";
    return {
      kind: "ask",
      words: t(confirm ? "schedules.check.confirm" : "schedules.check.ask"),
      instead: confirm
        ? sure === undefined
          ? []
          : [sure + told.text]
        : question.options.map(({ sentence }) => sentence),
    };
  }
  if (told.commands.length === 0) {
    return { kind: "bad", words: declinedText(told, t), instead: told.nearest };
  }
  const unhandled = told.commands.find(({ handled }) => !handled);
  if (unhandled) {
    return {
      kind: "bad",
      words: t("schedules.check.unhandled", {
        name: nameOf(unhandled.skill, unhandled.name),
      }),
      instead: [],
    };
  }
  const does = told.commands.map(({ skill, name: called, intent, slots }) => {
    const name = nameOf(skill, called);
    const about = slotWords(slots);
    return t("schedules.check.does", { name, what: about === "" ? intent : about });
  });
  return { kind: "good", words: [...new Set(does)].join(" · "), instead: [] };
}

/** The details that were understood, without those only the hub can read. */
function slotWords(slots: Record<string, unknown>): string {
  return Object.entries(slots)
    .filter(([, value]) => typeof value === "string" || typeof value === "number")
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}
