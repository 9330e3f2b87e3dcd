import { PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type NewPerson, useAddPerson } from "../../api/people";
import { LONGEST_NAME, SHORTEST_PASSWORD } from "../../pages/setupForm";
import { FormDialog } from "../panel/FormDialog";
import { RoleChoice } from "./RoleChoice";

interface Props {
  onAdded: (made: NewPerson) => void;
  onClose: () => void;
}

/** Lets somebody in: by a link that works once, or with a first password. */
export function AddPerson({ onAdded, onClose }: Props) {
  const { t } = useTranslation();
  const add = useAddPerson();
  const [name, setName] = useState("");
  const [role, setRole] = useState("adult");
  const [way, setWay] = useState("link");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const nameless = name.trim() === "";
  const tooShort = way === "password" && password.length < SHORTEST_PASSWORD;
  const submit = () => {
    setTried(true);
    if (!nameless && !tooShort) {
      add.mutate(
        { name: name.trim(), role, ...(way === "password" ? { password } : {}) },
        { onSuccess: onAdded },
      );
    }
  };
  return (
    <FormDialog
      opened
      title={t("people.addTitle")}
      action={t("people.add")}
      busy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t("people.name")}
        value={name}
        maxLength={LONGEST_NAME}
        data-autofocus
        autoComplete="off"
        error={tried && nameless ? t("people.nameMissing") : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="person-name"
      />
      <RoleChoice label={t("people.roleLabel")} value={role} onChange={setRole} />
      <SegmentedControl
        fullWidth
        aria-label={t("people.way")}
        value={way}
        onChange={setWay}
        data={[
          { value: "link", label: t("people.wayLink") },
          { value: "password", label: t("people.wayPassword") },
        ]}
      />
      {way === "password" && (
        <PasswordInput
          label={t("people.firstPassword")}
          description={t("setup.passwordHelp", { count: SHORTEST_PASSWORD })}
          autoComplete="new-password"
          value={password}
          error={
            tried && tooShort ? t("setup.error.password", { count: SHORTEST_PASSWORD }) : undefined
          }
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-testid="person-password"
        />
      )}
    </FormDialog>
  );
}
