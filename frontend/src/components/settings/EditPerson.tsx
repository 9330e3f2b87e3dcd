import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Person, personPatch, useChangePerson } from "../../api/people";
import { LONGEST_NAME } from "../../pages/setupForm";
import { FormDialog } from "../panel/FormDialog";
import { RoleChoice } from "./RoleChoice";

interface Props {
  /** As the list has it now: somebody else may change it while the dialog is open. */
  person: Person;
  onClose: () => void;
}

/** Changes somebody's name and role. */
export function EditPerson({ person, onClose }: Props) {
  const { t } = useTranslation();
  const change = useChangePerson();
  const [seen, setSeen] = useState({ name: person.name, role: person.role });
  const [form, setForm] = useState(seen);
  const [tried, setTried] = useState(false);
  const nameless = form.name.trim() === "";
  const save = (overwrite: boolean) => {
    setTried(true);
    if (!nameless) {
      change.mutate(
        { id: person.id, patch: personPatch(seen, form, overwrite) },
        { onSuccess: onClose },
      );
    }
  };
  const takeTheirs = () => {
    const theirs = { name: person.name, role: person.role };
    setSeen(theirs);
    setForm(theirs);
    change.reset();
  };
  return (
    <FormDialog
      opened
      title={t("people.editTitle", { name: seen.name })}
      action={t("people.save")}
      busy={change.isPending}
      error={change.error}
      onOverwrite={() => save(true)}
      onTheirs={takeTheirs}
      onSubmit={() => save(false)}
      onClose={onClose}
    >
      <TextInput
        label={t("people.name")}
        value={form.name}
        maxLength={LONGEST_NAME}
        data-autofocus
        autoComplete="off"
        error={tried && nameless ? t("people.nameMissing") : undefined}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        data-testid="person-name"
      />
      <RoleChoice
        label={t("people.roleLabel")}
        value={form.role}
        onChange={(role) => setForm({ ...form, role })}
      />
    </FormDialog>
  );
}
