import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { roleOf } from "../../api/roles";
import { useSession } from "../../api/session";
import { type NewToken, useAddToken } from "../../api/tokens";
import { LONGEST_NAME } from "../../pages/setupForm";
import { FormDialog } from "../panel/FormDialog";
import { RoleChoice } from "./RoleChoice";

interface Props {
  onAdded: (made: NewToken) => void;
  onClose: () => void;
}

/** Makes a token for a program or a satellite. */
export function AddToken({ onAdded, onClose }: Props) {
  const { t } = useTranslation();
  const mine = roleOf(useSession().data?.user.role ?? "");
  const add = useAddToken();
  const [name, setName] = useState("");
  const [role, setRole] = useState<string>(mine === "owner" ? "adult" : mine);
  const [tried, setTried] = useState(false);
  const nameless = name.trim() === "";
  const submit = () => {
    setTried(true);
    if (!nameless) {
      add.mutate({ name: name.trim(), role }, { onSuccess: onAdded });
    }
  };
  return (
    <FormDialog
      opened
      title={t("tokens.addTitle")}
      action={t("tokens.add")}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t("tokens.name")}
        description={t("tokens.nameHelp")}
        value={name}
        maxLength={LONGEST_NAME}
        data-autofocus
        autoComplete="off"
        error={tried && nameless ? t("tokens.nameMissing") : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="token-name"
      />
      <RoleChoice label={t("tokens.role")} most={mine} value={role} onChange={setRole} />
    </FormDialog>
  );
}
