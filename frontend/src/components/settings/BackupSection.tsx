import { Alert, Badge, Button, FileButton, Group, Progress, Skeleton } from "@mantine/core";
import { IconArchive, IconDownload, IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  type Backup,
  backupAddress,
  BACKUPS,
  isUnderWay,
  useBackups,
  useRemoveBackup,
} from "../../api/backups";
import { inWords } from "../../api/problem";
import { upload as sendFile } from "../../api/upload";
import { forgetRestore, rememberedRestore } from "../../preferences/restoring";
import { Confirm } from "../panel/Confirm";
import { EmptyState } from "../panel/EmptyState";
import panel from "../panel/panel.module.css";
import { RemoveButton } from "../panel/RemoveButton";
import { Section } from "../panel/Section";
import { sizeText } from "../panel/sizeText";
import { momentText } from "../panel/times";
import { Trouble } from "../panel/Trouble";
import { BackupProgress } from "./BackupProgress";
import { CodeBlock } from "./CodeBlock";
import { CreateBackup } from "./CreateBackup";
import { RestoreBackup } from "./RestoreBackup";
import styles from "./rows.module.css";
import { ScheduleCard } from "./ScheduleCard";

/** Backups: make, keep, bring back. */
export function BackupSection() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const backups = useBackups();
  const [creating, setCreating] = useState(false);
  const [restoring, setRestoring] = useState<Backup | null>(null);
  const [leaving, setLeaving] = useState<Backup | null>(null);
  const [sent, setSent] = useState(0);
  const remove = useRemoveBackup();
  const upload = useMutation({
    mutationFn: (file: File) =>
      sendFile<Backup>(`/api/backups/upload?name=${encodeURIComponent(file.name)}`, file, setSent)
        .done,
    onSettled: () => client.invalidateQueries({ queryKey: BACKUPS }),
  });
  const [closed, setClosed] = useState(false);
  const { data } = backups;
  const done = data?.last_restore;
  const wanted = rememberedRestore();
  const justRestored =
    !closed && wanted !== "" && done && String(done.at) !== wanted && !isUnderWay(data.job);
  if (data && !data.available) {
    return (
      <Section title={t("backup.server.title")} testId="backup-server">
        <p className={panel.dimmed}>{t("backup.server.text")}</p>
        <CodeBlock
          label={t("backup.server.dump")}
          code="pg_dump --format=custom --file=ova.dump ova"
        />
        <CodeBlock
          label={t("backup.server.restore")}
          code="pg_restore --clean --dbname=ova ova.dump"
        />
      </Section>
    );
  }
  const busy = isUnderWay(data?.job);
  const failed =
    data?.job?.state === "failed" && data.job.kind === "create" ? data.job.error : null;
  const size = (bytes: number) => sizeText(bytes, i18n.language);
  return (
    <div className={panel.stack}>
      {justRestored && (
        <Alert
          color="fern"
          radius="lg"
          role="status"
          withCloseButton
          closeButtonLabel={t("people.close")}
          onClose={() => {
            forgetRestore();
            setClosed(true);
          }}
          data-testid="restored"
        >
          {t("backup.restored", { when: momentText(done.made_at, i18n.language) })}{" "}
          {!done.secrets && t("backup.secretsGone")} {t("backup.kept", { folder: done.kept })}
        </Alert>
      )}
      <Section
        title={t("backup.title")}
        testId="backups"
        aside={
          <Group gap="xs">
            <FileButton
              accept=".zip,application/zip"
              onChange={(file) => {
                if (file) {
                  setSent(0);
                  upload.mutate(file);
                }
              }}
              inputProps={{ "aria-label": t("backup.upload") }}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  leftSection={<IconUpload size={18} aria-hidden />}
                  loading={upload.isPending}
                >
                  {t("backup.upload")}
                </Button>
              )}
            </FileButton>
            <Button
              leftSection={<IconArchive size={18} aria-hidden />}
              disabled={busy}
              onClick={() => setCreating(true)}
              data-testid="backup-create"
            >
              {t("backup.create")}
            </Button>
          </Group>
        }
      >
        <p className={panel.dimmed}>{t("backup.help")}</p>
        {backups.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={backups.error}
          title={t("backup.unread")}
          onRetry={() => void backups.refetch()}
        />
        <Trouble error={upload.error} title={t("backup.notKept")} />
        <Trouble error={remove.error} title={t("backup.failed")} />
        {upload.isPending && (
          <Progress mt="md" value={100 * sent} radius="xl" aria-label={t("backup.upload")} />
        )}
        {failed && (
          <Alert mt="md" color="red" radius="lg" role="alert" title={t("backup.failed")}>
            {inWords(failed)}
          </Alert>
        )}
        {data?.job && busy && !restoring && <BackupProgress job={data.job} />}
        {data?.backups.length === 0 && (
          <div style={{ marginTop: 14 }}>
            <EmptyState icon={IconArchive} title={t("backup.none")}>
              {t("backup.noneNext")}
            </EmptyState>
          </div>
        )}
        {data && data.backups.length > 0 && (
          <ul className={styles.rows} aria-label={t("backup.title")}>
            {data.backups.map((backup) => (
              <li
                key={backup.name}
                className={styles.row}
                data-testid="backup"
                data-name={backup.name}
              >
                <div className={styles.words}>
                  <span className={styles.name}>{momentText(backup.made_at, i18n.language)}</span>
                  <span className={styles.facts}>
                    {[
                      size(backup.bytes),
                      backup.reason === "daily" ? t("backup.byItself") : backup.name,
                      backup.has_key ? t("backup.hasKey") : t("backup.noKey"),
                      backup.models ? t("backup.withModels") : "",
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                  {backup.state !== "ok" && (
                    <span className={styles.facts}>
                      <Badge color="red" variant="light" radius="sm" tt="none" mr={6}>
                        {t(`backup.state.${backup.state}`)}
                      </Badge>
                      {backup.message}
                    </span>
                  )}
                  <Group gap={6} mt={4}>
                    <Button
                      size="xs"
                      variant="light"
                      disabled={backup.state !== "ok" || busy}
                      onClick={() => {
                        forgetRestore();
                        setClosed(false);
                        setRestoring(backup);
                      }}
                    >
                      {t("backup.restore")}
                    </Button>
                    <Button
                      component="a"
                      href={backupAddress(backup.name, "file")}
                      download={backup.name}
                      size="xs"
                      variant="default"
                      leftSection={<IconDownload size={16} aria-hidden />}
                    >
                      {t("backup.download")}
                    </Button>
                  </Group>
                </div>
                <RemoveButton
                  label={t("backup.removeOne", { name: backup.name })}
                  onClick={() => setLeaving(backup)}
                />
              </li>
            ))}
          </ul>
        )}
        {data && (
          <p className={panel.dimmed}>{t("backup.free", { size: size(data.free_bytes) })}</p>
        )}
      </Section>
      {data && <ScheduleCard schedule={data.schedule} />}
      {creating && (
        <CreateBackup modelsBytes={data?.models_bytes ?? 0} onClose={() => setCreating(false)} />
      )}
      {restoring && !justRestored && (
        <RestoreBackup
          backup={restoring}
          job={data?.job ?? null}
          before={done?.at ?? 0}
          onClose={() => setRestoring(null)}
        />
      )}
      <Confirm
        opened={leaving !== null}
        title={t("backup.removeTitle")}
        text={leaving?.name}
        action={t("tokens.remove")}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) {
            remove.mutate(leaving.name);
          }
          setLeaving(null);
        }}
      />
    </div>
  );
}
