import { Alert, Button, Progress } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { type ModelJob, useStopInstall } from "../../../api/speechModels";
import { inWords } from "../../../api/problem";
import styles from "./Models.module.css";
import { bytesText, leftText, type Mark, secondsLeft, speedOf, withMark } from "./pace";

const STEPS = ["look_up", "download", "verify", "unpack", "try"] as const;

/** How an install goes: the step, bytes, speed and time left; or why it failed and what to do. */
export function JobProgress({ job }: { job: ModelJob }) {
  const { t, i18n } = useTranslation();
  const stop = useStopInstall();
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const downloading = job.state === "running" && job.step === "download";
  useEffect(() => {
    if (downloading) {
      const mark = { at: Date.now(), bytes: job.bytes };
      // What was told before is all there is to reckon a speed from.
      // eslint-disable-next-line react-hooks/set-state-in-effect -- a moment cannot be taken while rendering
      setMarks((known) => withMark(known, mark));
    }
  }, [downloading, job.bytes]);
  if (job.state === "failed") {
    return (
      <Alert
        color="orange"
        radius="lg"
        role="alert"
        title={t("models.failed")}
        data-testid="job-failed"
      >
        {job.error && inWords(job.error)}
      </Alert>
    );
  }
  if (job.state === "stopped") {
    return <p className={styles.hint}>{t("models.stopped")}</p>;
  }
  if (job.state !== "running") {
    return null;
  }
  const step = STEPS.find((one) => one === job.step);
  const speed = speedOf(marks);
  const left = secondsLeft(marks, job.total_bytes);
  const words = [
    step ? t(`models.step.${step}`) : t("models.begins"),
    ...(job.total_bytes
      ? [
          t("models.of", {
            done: bytesText(job.bytes, i18n.language),
            total: bytesText(job.total_bytes, i18n.language),
          }),
        ]
      : []),
    ...(downloading && speed !== null ? [bytesText(speed, i18n.language, true)] : []),
    ...(downloading && left !== null
      ? [t("models.left", { time: leftText(left, i18n.language) })]
      : []),
  ];
  return (
    <div className={styles.progress} data-testid="job">
      <Progress
        value={job.total_bytes ? (100 * job.bytes) / job.total_bytes : 100}
        animated={!job.total_bytes}
        aria-label={job.model_id}
        radius="xl"
      />
      <div className={styles.head}>
        <span className={styles.about}>{words.join(" · ")}</span>
        <Button
          size="compact-sm"
          variant="default"
          loading={stop.isPending}
          onClick={() => stop.mutate(job.id)}
        >
          {t("models.stop")}
        </Button>
      </div>
    </div>
  );
}
