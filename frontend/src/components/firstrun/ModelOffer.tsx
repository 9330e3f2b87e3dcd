import { Alert, Button, Progress, Skeleton, Text } from "@mantine/core";
import { IconCheck, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { explain, inWords } from "../../api/problem";
import {
  type SpeechModel,
  useInstallModel,
  useModelJobs,
  useStopInstall,
} from "../../api/speechModels";
import styles from "./FirstRun.module.css";
import { installed, percent, recommended, sizeText } from "./models";

interface Props {
  kind: SpeechModel["kind"];
  /** Undefined while they are fetched. */
  models: readonly SpeechModel[] | undefined;
  title: string;
  text: string;
}

/** One model to download or to do without, with how far that is. */
export function ModelOffer({ kind, models, title, text }: Props) {
  const { t, i18n } = useTranslation();
  const jobs = useModelJobs().data ?? [];
  const install = useInstallModel();
  const stop = useStopInstall();
  if (!models) {
    return <Skeleton height={92} radius={20} />;
  }
  const there = installed(models, kind);
  const offer = there ?? recommended(models, kind, navigator.languages);
  const job = jobs.find(({ model_id }) => model_id === offer?.id);
  const running = job?.state === "running";
  const failed = job?.state === "failed" ? job.error : null;
  const part = job ? percent(job) : null;
  return (
    <section
      className={styles.offer}
      aria-label={title}
      data-installed={there !== null}
      data-testid={`first-run-${kind}`}
    >
      <div className={styles.offerHead}>
        <div className={styles.offerWords}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c={there ? undefined : "dimmed"}>
            {there ? t("firstRun.speech.installed", { name: there.id }) : text}
          </Text>
          {offer && !there && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {offer.id}
              {offer.licence !== "" && ` · ${offer.licence}`}
            </Text>
          )}
        </div>
        {there && <IconCheck size={24} color="var(--ova-accent)" aria-hidden />}
        {offer && !there && !running && (
          <Button
            variant="light"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={install.isPending}
            data-testid={`first-run-${kind}-install`}
            onClick={() => install.mutate(offer.id)}
          >
            {t(failed ? "firstRun.speech.again" : "firstRun.speech.download", {
              size: sizeText(offer.download_bytes ?? 0, i18n.language),
            })}
          </Button>
        )}
        {running && (
          <Button variant="default" onClick={() => stop.mutate(job.id)}>
            {t("firstRun.speech.stop")}
          </Button>
        )}
      </div>
      {running && (
        <div role="status">
          <Progress
            value={part ?? 100}
            animated={part === null}
            striped={part === null}
            aria-label={title}
            radius="xl"
          />
          <Text size="sm" mt={6}>
            {t(`firstRun.speech.step.${job.step ?? "look_up"}`)}
            {part !== null &&
              ` ${sizeText(job.bytes, i18n.language)} / ${sizeText(job.total_bytes ?? 0, i18n.language)}`}
          </Text>
        </div>
      )}
      {!offer && <Text size="sm">{t("firstRun.speech.none")}</Text>}
      {(failed ?? install.error) && !running && (
        <Alert color="orange" radius="lg" role="alert" title={t("firstRun.speech.failed")}>
          {failed ? inWords(failed) : explain(install.error)} {t("firstRun.speech.without")}
        </Alert>
      )}
    </section>
  );
}
