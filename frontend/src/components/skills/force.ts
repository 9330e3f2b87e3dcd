import type { GrammarInForce, OwnText } from "../../api/skills";

/** Whether an own sentence is understood just now, and if not, why. */
export type Force = "in_force" | "coming" | "faulty" | "skill_off" | "other_language" | "removed";

/** Tell whether an own sentence is understood just now. */
export function forceOf(text: OwnText, grammar: GrammarInForce, enabled: boolean): Force {
  if (text.removed) {
    return "removed";
  }
  if (!enabled) {
    return "skill_off";
  }
  if (text.language !== grammar.language) {
    return "other_language";
  }
  if (text.seq > grammar.seq) {
    return "coming";
  }
  return text.fault === "" ? "in_force" : "faulty";
}
