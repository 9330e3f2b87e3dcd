import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { SentenceConflict } from "../../api/skills";
import { useSkillName } from "../../api/useSkillName";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import skills from "./skills.module.css";
import styles from "./ConflictList.module.css";

/** Sentences that two skills claim: both sides, who is asked, and where each is written. */
export function ConflictList({ conflicts }: { conflicts: readonly SentenceConflict[] }) {
  const { t } = useTranslation();
  const nameOf = useSkillName();
  if (conflicts.length === 0) {
    return null;
  }
  return (
    <Section title={t("skills.conflicts", { count: conflicts.length })} testId="conflicts">
      <p className={panel.dimmed}>{t("skills.conflictsHelp")}</p>
      <ul className={panel.list}>
        {conflicts.map((one) => (
          <li
            key={`${one.sentence} ${one.sides.map((side) => side.skill + side.intent).join(" ")}`}
            style={{ paddingBlock: 12 }}
            data-testid="conflict"
          >
            <span className={skills.quote} lang={one.language}>
              {t("skills.quoted", { text: one.sentence })}
            </span>
            <div className={styles.sides}>
              {one.sides.map((side) => (
                <div
                  key={`${side.skill} ${side.intent}`}
                  className={styles.side}
                  data-asked={side.asked}
                >
                  <Text size="sm" fw={600}>
                    {side.skill.includes(":") ? (
                      side.name
                    ) : (
                      <Anchor
                        component={Link}
                        to={`/skills/${encodeURIComponent(side.skill)}`}
                        inherit
                        underline="always"
                      >
                        {nameOf(side.skill, side.name)}
                      </Anchor>
                    )}{" "}
                    ({side.intent})
                  </Text>
                  <Text size="sm">{t(side.asked ? "skills.asked" : "skills.notAsked")}</Text>
                  {side.template && (
                    <span className={skills.template} lang={one.language}>
                      {side.template}
                    </span>
                  )}
                  <Text size="xs" c="dimmed">
                    {side.own
                      ? t("skills.own")
                      : side.line > 0
                        ? `${side.file}:${side.line}`
                        : side.file}
                  </Text>
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
