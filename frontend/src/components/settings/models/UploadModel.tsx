import { Alert, Button, FileButton, Progress } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { explain, isSignedOut } from "../../../api/problem";
import { mergeJob, MODEL_JOBS, type ModelJob, useModelJobs } from "../../../api/speechModels";
import { upload, type Upload, UploadStopped } from "../../../api/upload";
import { Section } from "../../panel/Section";
import panel from "../../panel/panel.module.css";
import { JobProgress } from "./JobProgress";
import styles from "./Models.module.css";
import { HEAD_BYTES, looksLikeArchive } from "./sniff";

/** Installs a model from a file, for hubs without the internet. */
export function UploadModel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sending = useRef<Upload<ModelJob> | null>(null);
  const resetInput = useRef<() => void>(null);
  const [part, setPart] = useState<number | null>(null);
  const [trouble, setTrouble] = useState("");
  const [jobId, setJobId] = useState("");
  const [over, setOver] = useState(false);
  const job = useModelJobs().data?.find(({ id }) => id === jobId);

  const send = async (file: File) => {
    setTrouble("");
    setJobId("");
    // The same file can be chosen again after a refusal.
    resetInput.current?.();
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    if (!looksLikeArchive(head)) {
      setTrouble(t("models.noArchive", { name: file.name }));
      return;
    }
    setPart(0);
    sending.current = upload<ModelJob>(
      `/api/models?name=${encodeURIComponent(file.name)}`,
      file,
      setPart,
    );
    try {
      const begun = await sending.current.done;
      client.setQueryData<ModelJob[]>(MODEL_JOBS, (known) => mergeJob(known ?? [], begun));
      setJobId(begun.id);
    } catch (error) {
      if (!(error instanceof UploadStopped) && !isSignedOut(error)) {
        setTrouble(explain(error));
      }
    } finally {
      setPart(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && part === null) {
      void send(file);
    }
  };
  return (
    <Section title={t("models.fromFile")} testId="upload-model">
      <p className={panel.dimmed}>{t("models.fromFileHelp")}</p>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the button below does the same by keyboard */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {part === null ? (
          <>
            <IconUpload size={32} stroke={1.4} aria-hidden />
            <span>{t("models.drop")}</span>
            <FileButton
              resetRef={resetInput}
              onChange={(file) => {
                if (file) {
                  void send(file);
                }
              }}
            >
              {(props) => (
                <Button {...props} variant="light" size="sm">
                  {t("models.choose")}
                </Button>
              )}
            </FileButton>
          </>
        ) : (
          <>
            <Progress
              className={styles.bar}
              value={100 * part}
              aria-label={t("models.uploading")}
              radius="xl"
            />
            <span data-testid="upload-percent">
              {t("models.percent", { percent: Math.round(100 * part) })}
            </span>
            <Button variant="default" size="compact-sm" onClick={() => sending.current?.cancel()}>
              {t("models.stop")}
            </Button>
          </>
        )}
      </div>
      {trouble !== "" && (
        <Alert
          color="orange"
          radius="lg"
          role="alert"
          mt="md"
          title={t("models.notInstalled")}
          data-testid="upload-refused"
        >
          {trouble}
        </Alert>
      )}
      {job?.state === "done" && (
        <p className={styles.hint} role="status">
          {t("models.ready", { name: job.model_id })}
        </p>
      )}
      {job && <JobProgress job={job} />}
    </Section>
  );
}
