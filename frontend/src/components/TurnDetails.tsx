import { UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatMs, stageBars, totalMs } from "../conversation/timeline";
import type { Turn } from "../conversation/turn";
import { RunTimeline } from "./RunTimeline";
import { StageBars } from "./StageBars";
import styles from "./TurnDetails.module.css";

interface Props {
  turn: Turn;
}

/** How an answer came about: intent, slots, certainty, and every event with its time. */
export function TurnDetails({ turn }: Props) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const confidence =
    turn.confidence === null
      ? null
      : new Intl.NumberFormat(i18n.language, { style: "percent" }).format(turn.confidence);
  return (
    <>
      <UnstyledButton
        className={styles.summary}
        aria-expanded={open}
        aria-controls={panel}
        data-testid="turn-details"
        onClick={() => setOpen(!open)}
      >
        <span className={styles.intent}>{turn.intent ?? t("turn.details")}</span>
        {confidence !== null && (
          <span title={t("turn.confidence", { percent: confidence })}>{confidence}</span>
        )}
        {turn.done && <span>{formatMs(totalMs(turn.events), i18n.language)}</span>}
        <IconChevronDown className={styles.chevron} size={15} aria-hidden />
      </UnstyledButton>
      <div id={panel} hidden={!open}>
        {open && (
          <div className={styles.panel}>
            <Facts turn={turn} confidence={confidence} />
            <StageBars bars={stageBars(turn.events)} totalMs={totalMs(turn.events)} />
            <RunTimeline events={turn.events} />
          </div>
        )}
      </div>
    </>
  );
}

function Facts({ turn, confidence }: { turn: Turn; confidence: string | null }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [];
  if (turn.intent !== null) {
    facts.push([t("turn.intent"), turn.intent]);
  }
  if (turn.skill !== null) {
    facts.push([t("turn.skill"), turn.skill]);
  }
  for (const [name, value] of Object.entries(turn.slots)) {
    facts.push([name, typeof value === "string" ? value : JSON.stringify(value)]);
  }
  return (
    <ul className={styles.facts}>
      {facts.map(([name, value]) => (
        <li key={name} className={styles.fact}>
          <span>{name}</span> {value}
        </li>
      ))}
      {confidence !== null && (
        <li className={styles.fact}>{t("turn.confidence", { percent: confidence })}</li>
      )}
      {turn.error !== null && (
        <li className={styles.fact}>
          <span>{t("event.error")}</span> {turn.error.code}
        </li>
      )}
    </ul>
  );
}
