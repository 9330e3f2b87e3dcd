import { useTranslation } from "react-i18next";

import type { RunDetail } from "../../api/history";
import { useSkillName } from "../../api/useSkillName";
import { type Reading, understoodOf, valueText } from "../../history/understood";
import { StageDecisions } from "../StageDecisions";
import { Section } from "../panel/Section";
import styles from "./RunView.module.css";

const STEPS = [
  "typo",
  "sound",
  "joined",
  "filler",
  "extra",
  "missing",
  "partial",
  "anything",
  "pronoun",
] as const;

/** Which skill took it, by which sentence, with which values, and how else it could be read. */
export function UnderstoodCard({ run }: { run: RunDetail }) {
  const { t, i18n } = useTranslation();
  const nameOf = useSkillName();
  const { readings, nearest, stages } = understoodOf(run);
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const known = run.commands.length + readings.length + nearest.length + stages.length;
  if (known === 0) {
    return null;
  }
  return (
    <Section title={t("history.understood.title")} testId="run-understood">
      {run.commands.map((command, index) => (
        <div key={index} className={styles.more} data-testid="run-command">
          <ul className={styles.chips}>
            <li className={styles.chip}>
              <span>{t("turn.skill")}</span> {nameOf(command.skill)}
            </li>
            <li className={styles.chip}>
              <span>{t("turn.intent")}</span> {command.intent}
            </li>
            {command.score !== null && (
              <li className={styles.chip} data-testid="run-score">
                <span>{t("history.understood.fit")}</span> {percent.format(command.score ?? 0)}
              </li>
            )}
            {Object.entries(command.slots).map(([name, value]) => (
              <li key={name} className={styles.chip}>
                <span>{name}</span> {valueText(value)}
              </li>
            ))}
          </ul>
          {command.template && (
            <p className={styles.quiet}>
              {t("history.understood.template")}{" "}
              <code className={styles.code} data-testid="run-template">
                {command.template}
              </code>
            </p>
          )}
        </div>
      ))}
      {run.commands.length === 0 && (
        <p className={styles.quiet}>{t("history.understood.nothing")}</p>
      )}
      {nearest.length > 0 && (
        <p className={styles.quiet}>
          {t("history.understood.nearest", { sentences: nearest.join(" · ") })}
        </p>
      )}
      {stages.length > 0 && (
        <details className={styles.more} data-testid="run-stages">
          <summary>{t("stages.title")}</summary>
          <StageDecisions stages={stages} />
        </details>
      )}
      {readings.length > 0 && (
        <details className={styles.more} data-testid="run-readings">
          <summary>{t("history.understood.readings", { count: readings.length })}</summary>
          <ol className={styles.rows}>
            {readings.map((reading, index) => (
              <li key={index}>
                <OneReading reading={reading} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

function OneReading({ reading }: { reading: Reading }) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <>
      <strong>{reading.sentence}</strong> {percent.format(reading.score)}
      <p className={styles.quiet}>
        {reading.skill} · {reading.intent} · <code className={styles.code}>{reading.template}</code>
      </p>
      {reading.steps.map((step, index) => {
        const kind = STEPS.find((one) => one === step.kind);
        return (
          <p key={index} className={styles.quiet}>
            {kind
              ? t(`history.step.${kind}`, { said: step.said, meant: step.meant })
              : `${step.kind}: ${step.said} → ${step.meant}`}
          </p>
        );
      })}
    </>
  );
}
