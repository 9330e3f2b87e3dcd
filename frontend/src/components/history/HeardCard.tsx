import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type RunDetail, runAddress, useForget } from "../../api/history";
import { Section } from "../panel/Section";
import { notDone } from "../panel/notDone";
import styles from "./RunView.module.css";

/** What the recogniser heard, how sure it was, what else it may have been, and the sound itself. */
export function HeardCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  if (run.source !== "audio") {
    return null;
  }
  const others = run.alternatives ?? [];
  return (
    <Section
      title={t("history.heard.title")}
      testId="run-heard"
      aside={run.engine && <span className={styles.chip}>{run.engine}</span>}
    >
      <ul className={styles.rows}>
        {run.text !== "" && <Heard text={run.text} confidence={run.confidence} />}
        {others.map((one, index) => (
          <Heard key={`${one.text} ${index}`} text={one.text} confidence={one.confidence} isOther />
        ))}
      </ul>
      {run.text === "" && others.length === 0 && (
        <p className={styles.quiet}>{t("history.heard.nothing")}</p>
      )}
      {run.text !== "" && others.length === 0 && (
        <p className={styles.quiet}>{t("history.heard.noOthers")}</p>
      )}
      {run.recording ? (
        <Recording run={run} />
      ) : (
        <p className={styles.quiet}>{t("history.heard.noSound")}</p>
      )}
    </Section>
  );
}

interface HeardProps {
  text: string;
  confidence: number | null;
  isOther?: boolean;
}

function Heard({ text, confidence, isOther = false }: HeardProps) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  return (
    <li className={styles.sure} data-testid={isOther ? "run-alternative" : "run-text"}>
      <span>{isOther ? t("history.heard.or", { text }) : text}</span>
      {confidence === null ? (
        <span />
      ) : (
        <span className={styles.track} aria-hidden="true">
          <span className={styles.fill} style={{ width: `${confidence * 100}%` }} />
        </span>
      )}
      <span title={t("history.heard.sure")}>
        {confidence === null ? "" : percent.format(confidence)}
      </span>
    </li>
  );
}

function Recording({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const forget = useForget(runAddress(run.run_id, "audio"));
  const remove = () =>
    forget.mutate(undefined, {
      onError: (error) => notDone(error, t("history.notDeleted")),
    });
  return (
    <div className={styles.player}>
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its words stand above */}
      <audio
        controls
        preload="metadata"
        src={runAddress(run.run_id, "audio")}
        aria-label={t("history.heard.recording")}
        data-testid="run-audio"
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={42}
        loading={forget.isPending}
        aria-label={t("history.heard.forget")}
        title={t("history.heard.forget")}
        onClick={remove}
        data-testid="run-audio-forget"
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
