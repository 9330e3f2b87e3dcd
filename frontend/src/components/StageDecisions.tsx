import { useTranslation } from "react-i18next";

import type { Schemas } from "../api/types";
import styles from "./StageDecisions.module.css";

type Decision = Schemas["StageModel"];

const WHYS = [
  "stop_word",
  "no_stop_word",
  "answer",
  "correction",
  "repeat",
  "no_answer",
  "fits",
  "asks",
  "fits_less",
  "comes_later",
  "not_enough",
  "no_sentence",
  "taken",
  "switched_off",
  "nobody_else",
  "no_agent",
  "not_allowed",
  "not_here",
] as const;

/** Which stage was asked, what it made of the words, and why: the first that takes them answers. */
export function StageDecisions({ stages }: { stages: readonly Decision[] }) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <ol className={styles.stages} aria-label={t("stages.title")} data-testid="stage-decisions">
      {stages.map(({ stage, outcome, why, score }) => {
        const known = WHYS.find((one) => one === why);
        return (
          <li key={stage} data-outcome={outcome}>
            <strong>{t(`pipeline.stage.${stage}`)}</strong>
            <span>
              {t(`stages.outcome.${outcome}`)}
              {known && `: ${t(`stages.why.${known}`)}`}
              {score !== null && ` (${percent.format(score)})`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
