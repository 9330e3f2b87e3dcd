import { PermissionsCard } from "./PermissionsCard";
import { RequirementsCard } from "./RequirementsCard";
import { SkillDiagnosticsCard } from "./SkillDiagnosticsCard";
import styles from "../panel/panel.module.css";
import type { SkillTabProps } from "./tabs";

/** What a skill may use, what it needs to be installed, and what helps to find a fault in it. */
export function AboutTab({ skill }: SkillTabProps) {
  return (
    <div className={styles.stack}>
      <PermissionsCard skill={skill} />
      <RequirementsCard skill={skill} />
      <SkillDiagnosticsCard skill={skill} />
    </div>
  );
}
