import { Button } from "@mantine/core";
import { IconEar, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import {
  type PastRun,
  type Replayed,
  type RunDetail,
  useDoAgain,
  useReplay,
} from "../../api/history";
import { valueText } from "../../history/understood";
import { Trouble } from "../panel/Trouble";
import styles from "./RunView.module.css";
import { useReason } from "./useReason";

interface Props {
  run: RunDetail;
  /** The filter of the list. */
  query: string;
}

/** The same sound or text through all there is today: only understood, or carried out. */
export function TryAgain({ run, query }: Props) {
  const { t } = useTranslation();
  const replay = useReplay(run.run_id);
  const again = useDoAgain(run.run_id);
  const fromSound = run.source === "audio" && run.recording;
  if (!fromSound && run.text === "") {
    return <p className={styles.quiet}>{t("history.again.nothingLeft")}</p>;
  }
  const help = fromSound ? "history.again.sound" : "history.again.text";
  return (
    <>
      <p className={styles.quiet}>{t(help)}</p>
      <div className={styles.buttons}>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconEar size={18} aria-hidden />}
          loading={replay.isPending}
          disabled={again.isPending}
          onClick={() => {
            again.reset();
            replay.mutate();
          }}
          data-testid="run-replay"
        >
          {t("history.again.understand")}
        </Button>
        <Button
          size="sm"
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          loading={again.isPending}
          disabled={replay.isPending}
          onClick={() => {
            replay.reset();
            again.mutate();
          }}
          data-testid="run-do-again"
        >
          {t("history.again.do")}
        </Button>
      </div>
      <div aria-live="polite">
        {replay.data && <Compared found={replay.data} />}
        {again.data && <Done run={again.data} query={query} />}
      </div>
      <Trouble error={replay.error ?? again.error} title={t("history.again.failed")} />
    </>
  );
}

function Compared({ found }: { found: Replayed }) {
  const { t } = useTranslation();
  const reason = useReason();
  const meant = (one: Replayed["now"]) =>
    one.commands.length === 0
      ? reason(one.reason)
      : one.commands
          .map(({ intent, slots }) => [intent, ...Object.values(slots).map(valueText)].join(" · "))
          .join(" + ");
  return (
    <dl className={styles.compare} data-testid="run-replayed" data-changed={found.changed}>
      <dt>{t("history.again.heardNow")}</dt>
      <dd>
        {found.now.text === ""
          ? t("history.nothingHeard")
          : t("skills.quoted", { text: found.now.text })}
      </dd>
      <dt>{t("history.again.meansNow")}</dt>
      <dd data-testid="run-means-now">{meant(found.now)}</dd>
      <dt>{t("history.again.before")}</dt>
      <dd>{found.changed ? meant(found.before) : t("history.again.same")}</dd>
    </dl>
  );
}

function Done({ run, query }: { run: PastRun; query: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.reason} data-testid="run-done-again" data-outcome={run.outcome}>
      <strong>{t(`history.outcome.${run.outcome}`)}</strong> {run.reply || run.reason}{" "}
      <Link
        to={{ pathname: `/history/${encodeURIComponent(run.run_id)}`, search: query }}
        className={styles.link}
      >
        {t("history.again.look")}
      </Link>
    </p>
  );
}
