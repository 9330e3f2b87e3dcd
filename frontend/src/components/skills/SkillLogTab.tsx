import { skillAddress } from "../../api/skills";
import { LogView } from "../integrations/LogTab";
import type { SkillTabProps } from "./tabs";

/** What a skill logged, and the hub about it, live. */
export function SkillLogTab({ skill }: SkillTabProps) {
  return <LogView id={`skill:${skill.id}`} path={skillAddress(skill.id, "log")} />;
}
