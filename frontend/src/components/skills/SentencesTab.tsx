import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useConflicts, useInForce, useSentences } from "../../api/skills";
import panel from "../panel/panel.module.css";
import { Trouble } from "../panel/Trouble";
import { ConflictList } from "./ConflictList";
import { ExchangeButtons } from "./ExchangeButtons";
import { LanguageSelect } from "./LanguageSelect";
import { OwnSentences } from "./OwnSentences";
import { ShippedSentences } from "./ShippedSentences";
import styles from "./skills.module.css";
import type { SkillTabProps } from "./tabs";

/** What a skill answers: one's own sentences, those it came with, and who else claims them. */
export function SentencesTab({ skill }: SkillTabProps) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState("");
  const sentences = useSentences(skill.id, language);
  const conflicts = useConflicts();
  const inForce = useInForce();
  if (!sentences.data) {
    return sentences.error ? (
      <Trouble
        error={sentences.error}
        title={t("skills.unread")}
        onRetry={() => void sentences.refetch()}
      />
    ) : (
      <Skeleton height={240} radius={20} aria-busy="true" />
    );
  }
  const shown = sentences.data;
  return (
    <div className={panel.stack}>
      <div className={styles.bar}>
        <LanguageSelect value={shown.language} languages={shown.languages} onChange={setLanguage} />
        <ExchangeButtons skill={skill} />
      </div>
      <OwnSentences skill={skill} shown={shown} grammar={inForce.data ?? shown.grammar} />
      <ConflictList
        conflicts={(conflicts.data ?? []).filter(({ sides }) =>
          sides.some((side) => side.skill === skill.id),
        )}
      />
      <ShippedSentences key={shown.language} skill={skill} shown={shown} />
    </div>
  );
}
