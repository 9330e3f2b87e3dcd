import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type RunDetail, useSatelliteNames } from "../../api/history";
import { formatMs } from "../../conversation/timeline";
import { auditionedOf, type HeardAt, reach } from "../../history/auditioned";
import { Section } from "../panel/Section";
import styles from "./EarshotCard.module.css";
import run from "./RunView.module.css";

/** Which satellites heard the wake word, how well, and why one of them answered. */
export function EarshotCard({ run: { events, satellite_id: id } }: { run: RunDetail }) {
  const { t, i18n } = useTranslation();
  const names = useSatelliteNames().data;
  const told = auditionedOf(events);
  if (told === null || id === null) {
    return null;
  }
  const { why, waitedMs, winner, others } = told;
  const known = (satelliteId: string) => names?.find((one) => one.id === satelliteId)?.name;
  const name = known(id) ?? id;
  return (
    <Section
      title={t("history.earshot.title")}
      testId="run-earshot"
      aside={
        waitedMs !== null &&
        others.length > 0 && (
          <span className={run.chip}>
            {t("history.earshot.waited", { time: formatMs(waitedMs, i18n.language) })}
          </span>
        )
      }
    >
      <p className={styles.why} data-testid="earshot-why" data-why={why}>
        {t(`history.earshot.why.${why}`, { name })}
      </p>
      {others.length > 0 && (
        <>
          <ul className={run.rows}>
            <Row at={{ ...winner, satelliteId: id, name }} known answers />
            {others.map((one) => (
              <Row
                key={one.satelliteId}
                at={{ ...one, name: known(one.satelliteId) ?? one.name }}
                known={known(one.satelliteId) !== undefined}
              />
            ))}
          </ul>
          <p className={run.quiet}>{t("history.earshot.wrong")}</p>
        </>
      )}
    </Section>
  );
}

interface RowProps {
  at: HeardAt;
  /** It is a satellite still. */
  known: boolean;
  answers?: boolean;
}

function Row({ at, known, answers = false }: RowProps) {
  const { t, i18n } = useTranslation();
  const whole = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const { snrDb, levelDbfs, score, afterMs } = at;
  const facts = [
    snrDb !== null && t("history.earshot.snr", { value: whole.format(snrDb) }),
    levelDbfs !== null && t("history.earshot.level", { value: whole.format(levelDbfs) }),
    score !== null && t("history.earshot.score", { value: percent.format(score) }),
    afterMs !== null &&
      t(afterMs < 0 ? "history.earshot.earlier" : "history.earshot.later", {
        time: formatMs(Math.abs(afterMs), i18n.language),
      }),
  ].filter((fact) => fact !== false);
  return (
    <li className={styles.row} data-testid="earshot-row" data-answers={answers}>
      <div className={styles.line}>
        {known ? (
          <Link to={`/satellites/${encodeURIComponent(at.satelliteId)}`} className={styles.name}>
            {at.name}
          </Link>
        ) : (
          <span className={styles.name}>{at.name}</span>
        )}
        {answers && <span className={styles.answers}>{t("history.earshot.answers")}</span>}
      </div>
      {snrDb !== null && (
        <span className={run.track} aria-hidden="true">
          <span className={styles.fill} style={{ width: `${reach(snrDb) * 100}%` }} />
        </span>
      )}
      <p className={run.quiet}>
        {facts.length > 0 ? facts.join(" · ") : t("history.earshot.unmeasured")}
      </p>
    </li>
  );
}
