import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useIntegrations } from "../../api/integrations";
import type { Skill } from "../../api/skills";
import { StateMark } from "../integrations/StateMark";
import styles from "./skills.module.css";

/** The integrations a skill cannot work without, each with how it is. */
export function SkillNeeds({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const { data = [] } = useIntegrations();
  if (skill.required_integrations.length === 0) {
    return null;
  }
  return (
    <div className={styles.needs} data-testid="skill-needs">
      <span>{t("skills.needs")}</span>
      {skill.required_integrations.map((id) => {
        const known = data.find((one) => one.id === id);
        return (
          <span key={id} className={styles.needs} style={{ position: "relative", zIndex: 1 }}>
            <Anchor component={Link} to={`/integrations/${encodeURIComponent(id)}`}>
              {known?.name ?? id}
            </Anchor>
            {known ? <StateMark integration={known} /> : t("skills.needAbsent")}
          </span>
        );
      })}
    </div>
  );
}
