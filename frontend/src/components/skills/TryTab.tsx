import { Understanding } from "./Understanding";
import type { SkillTabProps } from "./tabs";

/** Which skill would take a sentence, and why. */
export function TryTab({ skill }: SkillTabProps) {
  return <Understanding skill={skill.id} />;
}
