import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { type Skill, skillAddress } from "../../api/skills";
import { DiagnosticsCard } from "../panel/DiagnosticsCard";

/** One file with everything that helps to find a fault in a skill. */
export function SkillDiagnosticsCard({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  return (
    <DiagnosticsCard
      id={skill.id}
      help={t("skills.about.diagnostics")}
      collect={() => request<unknown>("GET", skillAddress(skill.id, "diagnostics"))}
      testId="skill-diagnostics"
    />
  );
}
