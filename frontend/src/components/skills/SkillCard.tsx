import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Skill } from "../../api/skills";
import grid from "../integrations/integrations.module.css";
import { categoryName } from "../integrations/offers";
import { StateMark } from "../integrations/StateMark";
import { StateReason } from "../integrations/StateReason";
import { SkillIcon } from "./SkillIcon";
import { SkillNeeds } from "./SkillNeeds";
import { SkillSwitch } from "./SkillSwitch";
import styles from "./skills.module.css";

/** A skill: what it is for, how it is, and whether it is on. */
export function SkillCard({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  return (
    <article className={grid.card} data-testid="skill-card" data-skill={skill.id}>
      <div className={styles.cardTop}>
        <span className={styles.icon} data-off={!skill.enabled} aria-hidden>
          <SkillIcon id={skill.id} size={22} />
        </span>
        <div className={grid.cardName}>
          <Link to={`/skills/${encodeURIComponent(skill.id)}`} className={grid.cover}>
            {skill.name}
          </Link>
          <StateMark integration={skill} />
        </div>
        <div className={grid.over}>
          <SkillSwitch skill={skill} />
        </div>
      </div>
      {skill.description && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {skill.description}
        </Text>
      )}
      <StateReason integration={skill} />
      <SkillNeeds skill={skill} />
      <Text size="sm" c="dimmed" className={grid.facts}>
        {skill.category && <span>{categoryName(skill.category)}</span>}
        <span>{t(skill.origin === "bundled" ? "skills.bundled" : "skills.yours")}</span>
      </Text>
    </article>
  );
}
