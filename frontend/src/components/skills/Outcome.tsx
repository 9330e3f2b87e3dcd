import { Anchor, Text } from "@mantine/core";
import { IconCircleCheckFilled, IconHelpCircle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Reading, Understood } from "../../api/understanding";
import { useSkillName } from "../../api/useSkillName";
import { StageDecisions } from "../StageDecisions";
import panel from "../panel/panel.module.css";
import { declinedText } from "./declined";
import skills from "./skills.module.css";
import styles from "./Outcome.module.css";

interface Props {
  told: Understood;
  /** The skill whose page this is; blank on none. */
  skill: string;
  onPick: (sentence: string) => void;
}

/** What a sentence would come to: what would be done, by whom, and what else it might have meant. */
export function Outcome({ told, skill, onPick }: Props) {
  const { t } = useTranslation();
  const nameOf = useSkillName();
  const elsewhere =
    skill !== "" && told.commands.length > 0 && told.commands.every(({ owner }) => owner !== skill);
  return (
    <div className={styles.outcome} data-testid="outcome">
      {told.stops !== "" && (
        <div className={styles.verdict} data-kind="stop">
          <IconInfoCircle size={20} aria-hidden />
          <span>{t(`skills.stops.${told.stops === "stop" ? "stop" : "cancel"}`)}</span>
        </div>
      )}
      {told.commands
        .filter(({ skill: stage }) => stage !== "stop")
        .map((command) => (
          <div
            key={`${command.skill} ${command.intent} ${JSON.stringify(command.slots)}`}
            className={styles.verdict}
            data-kind="taken"
            data-testid="outcome-command"
          >
            <IconCircleCheckFilled size={20} aria-hidden />
            <div>
              <Text fw={650}>
                {t("skills.takes", {
                  name: nameOf(command.skill, command.name),
                  intent: command.intent,
                })}
              </Text>
              <Slots slots={command.slots} />
              {!command.handled && <Text size="sm">{t("skills.unhandledNow")}</Text>}
              {command.kind === "skill" && (
                <Anchor
                  component={Link}
                  to={`/skills/${encodeURIComponent(command.owner)}`}
                  c="inherit"
                  size="sm"
                  underline="always"
                >
                  {t("skills.open", { name: nameOf(command.skill, command.name) })}
                </Anchor>
              )}
              {command.kind === "integration" && (
                <Anchor
                  component={Link}
                  to={`/integrations/${encodeURIComponent(command.owner)}`}
                  c="inherit"
                  size="sm"
                  underline="always"
                >
                  {t("skills.open", { name: command.name })}
                </Anchor>
              )}
            </div>
          </div>
        ))}
      {elsewhere && <Text size="sm">{t("skills.elsewhere")}</Text>}
      {told.question && (
        <div className={styles.verdict} data-kind="none">
          <IconHelpCircle size={20} aria-hidden />
          <div>
            <Text fw={650}>{t(`skills.question.${questionKind(told.question.kind)}`)}</Text>
            <ul className={skills.examples}>
              {told.question.options.map(({ sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {told.commands.length === 0 && !told.question && told.stops === "" && (
        <div className={styles.verdict} data-kind="none" data-testid="outcome-none">
          <IconHelpCircle size={20} aria-hidden />
          <div>
            <Text fw={650}>{t("skills.nobody")}</Text>
            <Text size="sm">{declinedText(told, t)}</Text>
          </div>
        </div>
      )}
      {told.nearest.length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb={6}>
            {t("skills.nearest")}
          </Text>
          <div className={skills.chips}>
            {told.nearest.map((sentence) => (
              <button
                key={sentence}
                type="button"
                className={skills.chip}
                onClick={() => onPick(sentence)}
              >
                {sentence}
              </button>
            ))}
          </div>
        </div>
      )}
      <details className={panel.row} data-testid="outcome-stages">
        <summary>
          <span>{t("stages.title")}</span>
        </summary>
        <StageDecisions stages={told.stages} />
      </details>
      {told.readings.length > 0 && (
        <details className={panel.row}>
          <summary>
            <span>{t("skills.why", { count: told.readings.length })}</span>
          </summary>
          <div>
            {told.readings.map((reading, index) => (
              <ReadingRow key={`${reading.skill} ${reading.template} ${index}`} reading={reading} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function ReadingRow({ reading }: { reading: Reading }) {
  const { t, i18n } = useTranslation();
  const nameOf = useSkillName();
  const { skill, name, intent, score, sentence, template, file, own, slots, steps } = reading;
  const share = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(score);
  return (
    <div className={skills.sentence} data-testid="reading">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        <strong>{t("skills.quoted", { text: sentence })}</strong> {nameOf(skill, name)} ({intent}){" "}
        <span className={styles.score} aria-hidden>
          <span style={{ width: `${Math.round(score * 100)}%` }} />
        </span>{" "}
        {share}
      </Text>
      <Slots slots={slots} />
      {steps.map(({ kind, said, meant }) => (
        <Text key={`${kind} ${said} ${meant}`} size="sm" c="dimmed">
          {t(`skills.step.${stepKind(kind)}`, { said, meant })}
        </Text>
      ))}
      <span className={skills.template}>{template}</span>
      <Text size="xs" c="dimmed">
        {own ? t("skills.own") : file}
      </Text>
    </div>
  );
}

function Slots({ slots }: { slots: Record<string, unknown> }) {
  const entries = Object.entries(slots);
  if (entries.length === 0) {
    return null;
  }
  return (
    <dl className={styles.slots}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

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

function stepKind(kind: string): (typeof STEPS)[number] | "other" {
  return STEPS.find((one) => one === kind) ?? "other";
}

const QUESTIONS = ["unsure", "ambiguous", "confirm"] as const;

function questionKind(kind: string): (typeof QUESTIONS)[number] {
  return QUESTIONS.find((one) => one === kind) ?? "unsure";
}
