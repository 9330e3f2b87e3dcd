import { Checkbox, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useCreateBackup } from "../../api/backups";
import { SHORTEST_PASSWORD } from "../../pages/setupForm";
import { FormDialog } from "../panel/FormDialog";
import { sizeText } from "../panel/sizeText";

interface Props {
  modelsBytes: number;
  onClose: () => void;
}

/** Begins a backup. */
export function CreateBackup({ modelsBytes, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const create = useCreateBackup();
  const [passphrase, setPassphrase] = useState("");
  const [models, setModels] = useState(false);
  const [tried, setTried] = useState(false);
  const short = passphrase !== "" && passphrase.length < SHORTEST_PASSWORD;
  const submit = () => {
    setTried(true);
    if (!short) {
      create.mutate(
        { models, ...(passphrase === "" ? {} : { passphrase }) },
        { onSuccess: onClose },
      );
    }
  };
  return (
    <FormDialog
      opened
      title={t("backup.createTitle")}
      action={t("backup.create")}
      busy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PasswordInput
        label={t("backup.passphrase")}
        description={t("backup.passphraseHelp")}
        autoComplete="new-password"
        data-autofocus
        value={passphrase}
        error={tried && short ? t("setup.error.password", { count: SHORTEST_PASSWORD }) : undefined}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-testid="backup-passphrase"
      />
      {passphrase === "" && (
        <Text size="sm" c="dimmed" data-testid="without-passphrase">
          {t("backup.withoutPassphrase")}
        </Text>
      )}
      <Checkbox
        label={t("backup.models", { size: sizeText(modelsBytes, i18n.language) })}
        description={t("backup.modelsHelp")}
        checked={models}
        onChange={(event) => setModels(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
