import { PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Person, useSetPassword } from "../../api/people";
import { SHORTEST_PASSWORD } from "../../pages/setupForm";
import { FormDialog } from "../panel/FormDialog";

interface Props {
  person: Person;
  onDone: () => void;
  onClose: () => void;
}

/** Chooses somebody's password. */
export function ChoosePassword({ person, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const change = useSetPassword();
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const tooShort = password.length < SHORTEST_PASSWORD;
  const submit = () => {
    setTried(true);
    if (!tooShort) {
      change.mutate({ id: person.id, password }, { onSuccess: onDone });
    }
  };
  return (
    <FormDialog
      opened
      title={t("people.passwordTitle", { name: person.name })}
      action={t("people.save")}
      busy={change.isPending}
      error={change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t("people.passwordHelp")}</Text>
      <PasswordInput
        label={t("people.newPassword")}
        description={t("setup.passwordHelp", { count: SHORTEST_PASSWORD })}
        autoComplete="new-password"
        data-autofocus
        value={password}
        error={
          tried && tooShort ? t("setup.error.password", { count: SHORTEST_PASSWORD }) : undefined
        }
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-testid="person-password"
      />
    </FormDialog>
  );
}
