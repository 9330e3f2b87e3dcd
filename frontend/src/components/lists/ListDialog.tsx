import { SegmentedControl, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  type ListFields,
  type ListKind,
  type SharedList,
  useEditList,
  useMakeList,
} from "../../api/lists";
import { FormDialog } from "../panel/FormDialog";
import { KINDS } from "./kinds";

interface Props {
  /** The one to change; null makes a new one. */
  list: SharedList | null;
  /** What a new one is at first. */
  kind: ListKind;
  onClose: () => void;
  onMade: (list: SharedList) => void;
}

/** Make a list, or name one anew. */
export function ListDialog({ list, kind, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const first: ListFields = list ?? { name: kind === "other" ? "" : t(`lists.kind_${kind}`), kind };
  const [seen, setSeen] = useState<ListFields>({ name: first.name, kind: first.kind });
  const [fields, setFields] = useState(seen);
  const make = useMakeList();
  const edit = useEditList();
  const submit = (overwrite: boolean) => {
    const wanted = { ...fields, name: fields.name.trim() };
    if (wanted.name === "") {
      return;
    }
    const onSuccess = ({ list: made }: { list: SharedList }) => {
      onMade(made);
      onClose();
    };
    if (list === null) {
      make.mutate(wanted, { onSuccess });
    } else {
      const was = overwrite ? {} : { was: seen };
      edit.mutate({ id: list.id, fields: wanted, ...was }, { onSuccess });
    }
  };
  const theirs = () => {
    if (list !== null) {
      setSeen({ name: list.name, kind: list.kind });
      setFields({ name: list.name, kind: list.kind });
      edit.reset();
    }
  };
  return (
    <FormDialog
      opened
      title={t(list === null ? "lists.new" : "lists.edit")}
      action={t(list === null ? "lists.make" : "lists.save")}
      busy={make.isPending || edit.isPending}
      error={make.error ?? edit.error}
      onOverwrite={() => submit(true)}
      onTheirs={theirs}
      onSubmit={() => submit(false)}
      onClose={onClose}
    >
      <TextInput
        label={t("lists.name")}
        placeholder={t("lists.namePlaceholder")}
        value={fields.name}
        maxLength={100}
        data-autofocus
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
        data-testid="list-name"
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="list-kind">
          {t("lists.kind")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="list-kind"
          value={fields.kind}
          onChange={(value) => setFields({ ...fields, kind: value })}
          data={KINDS.map((value) => ({ value, label: t(`lists.kindName_${value}`) }))}
        />
      </div>
    </FormDialog>
  );
}
