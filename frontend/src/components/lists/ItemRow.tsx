import { ActionIcon, Checkbox, TextInput } from "@mantine/core";
import { IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ListItem } from "../../api/lists";
import styles from "./lists.module.css";

interface Props {
  item: ListItem;
  onTick: (done: boolean) => void;
  onRename: (text: string) => void;
  onRemove: () => void;
}

/** One thing on a list: ticked with a tap anywhere on it. */
export function ItemRow({ item, onTick, onRename, onRemove }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const save = () => {
    const text = (editing ?? "").trim();
    setEditing(null);
    if (text !== "" && text !== item.text) {
      onRename(text);
    }
  };
  return (
    <div className={`${styles.item} ${item.done ? styles.done : ""}`} data-testid="list-item">
      {editing === null ? (
        <label className={styles.tick}>
          <Checkbox
            size="md"
            radius="xl"
            checked={item.done}
            aria-label={item.text}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
          <span className={styles.text}>{item.text}</span>
        </label>
      ) : (
        <TextInput
          className={styles.field ?? ""}
          aria-label={t("lists.rename", { name: item.text })}
          value={editing}
          maxLength={200}
          ref={(field) => field?.focus()}
          onChange={(event) => setEditing(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              save();
            } else if (event.key === "Escape") {
              setEditing(null);
            }
          }}
        />
      )}
      {!item.done && editing === null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t("lists.rename", { name: item.text })}
          onClick={() => setEditing(item.text)}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t("lists.remove", { name: item.text })}
        onClick={onRemove}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
