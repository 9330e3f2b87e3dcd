import { Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type BackupJob, percentOf } from "../../api/backups";
import styles from "../panel/panel.module.css";

/** How far a backup or restore is. */
export function BackupProgress({ job }: { job: BackupJob }) {
  const { t } = useTranslation();
  const percent = percentOf(job);
  const words =
    job.state === "restarting"
      ? t("backup.restarting")
      : t(`backup.step.${job.step === "" ? "check" : job.step}`);
  return (
    <div className={styles.sunken} role="status" data-testid="backup-progress">
      <Text size="sm" fw={600} mb={8}>
        {words}
        {percent !== null && job.state === "running" && ` ${percent} %`}
      </Text>
      <Progress
        value={percent ?? 100}
        animated={percent === null || job.state === "restarting"}
        radius="xl"
        aria-label={words}
      />
    </div>
  );
}
