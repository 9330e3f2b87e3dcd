import { Alert, Checkbox, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Backup, type BackupJob, isUnderWay, useRestoreBackup } from "../../api/backups";
import { inWords } from "../../api/problem";
import { rememberRestore } from "../../preferences/restoring";
import { FormDialog } from "../panel/FormDialog";
import { momentText } from "../panel/times";
import { BackupProgress } from "./BackupProgress";

interface Props {
  backup: Backup;
  /** What is under way, or was last. */
  job: BackupJob | null;
  /** When something was restored last, in seconds since the epoch; 0 for never. */
  before: number;
  onClose: () => void;
}

/** Restores a backup: asks for what it needs, tells how far it is and what went wrong. */
export function RestoreBackup({ backup, job, before, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const restore = useRestoreBackup();
  const [passphrase, setPassphrase] = useState("");
  const [without, setWithout] = useState(false);
  const mine = restore.data !== undefined && job?.id === restore.data.id ? job : null;
  const busy = restore.isPending || isUnderWay(mine);
  const failure = mine?.state === "failed" ? mine.error : null;
  const submit = () => {
    rememberRestore(before);
    restore.mutate({
      name: backup.name,
      body: {
        without_secrets: without,
        ...(passphrase === "" || without ? {} : { passphrase }),
      },
    });
  };
  return (
    <FormDialog
      opened
      title={t("backup.restoreTitle")}
      action={t("backup.restore")}
      busy={busy}
      error={restore.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        {t("backup.restoreText", { when: momentText(backup.made_at, i18n.language) })}
      </Text>
      {backup.has_key && !without && (
        <PasswordInput
          label={t("backup.passphraseOf")}
          description={t("backup.passphraseOfHelp")}
          autoComplete="off"
          data-autofocus
          value={passphrase}
          error={failure?.code === "wrong_passphrase" ? inWords(failure) : undefined}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          data-testid="restore-passphrase"
        />
      )}
      {failure && failure.code !== "wrong_passphrase" && (
        <Alert color="red" radius="lg" role="alert" title={t("backup.failed")}>
          {inWords(failure)}
        </Alert>
      )}
      {(without ||
        failure?.code === "secrets_unreadable" ||
        failure?.code === "wrong_passphrase") && (
        <Checkbox
          label={t("backup.withoutSecrets")}
          description={t("backup.withoutSecretsHelp")}
          checked={without}
          onChange={(event) => setWithout(event.currentTarget.checked)}
          data-testid="without-secrets"
        />
      )}
      {mine && isUnderWay(mine) && <BackupProgress job={mine} />}
    </FormDialog>
  );
}
