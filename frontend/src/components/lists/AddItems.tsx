import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { type SharedList, useListWords } from "../../api/lists";
import { offered, typedItems } from "../../lists/changes";
import styles from "./lists.module.css";

interface Props {
  list: SharedList;
  /** Add them; `refused` is called with what was typed when that was not possible. */
  onAdd: (texts: string[], refused: () => void) => void;
}

const NO_WORDS: readonly string[] = [];

/** The field things are written in; the field stays, so that one can go on. */
export function AddItems({ list, onAdd }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const words = useListWords(list.kind).data?.words ?? NO_WORDS;
  const offers = offered(words, typed, list.items);
  const add = (text: string) => {
    const texts = typedItems(text);
    if (texts.length > 0) {
      setTyped("");
      onAdd(texts, () => setTyped((now) => (now === "" ? text : now)));
    }
    field.current?.focus();
  };
  const complete = (word: string) => {
    const before = typed.split(/[,;\n]/).slice(0, -1);
    add([...before, word].join(","));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add(typed);
      }}
    >
      <div className={styles.add}>
        <TextInput
          ref={field}
          className={styles.field ?? ""}
          aria-label={t("lists.add")}
          placeholder={t("lists.addPlaceholder")}
          value={typed}
          maxLength={2000}
          autoComplete="off"
          enterKeyHint="done"
          radius="md"
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid="list-add"
        />
        <ActionIcon
          type="submit"
          size={48}
          radius="md"
          aria-label={t("lists.addButton")}
          disabled={typedItems(typed).length === 0}
        >
          <IconPlus size={22} aria-hidden />
        </ActionIcon>
      </div>
      {offers.length > 0 && (
        <ul className={styles.offers} aria-label={t("lists.offers")}>
          {offers.map((word) => (
            <li key={word}>
              <Button size="sm" variant="default" radius="xl" onClick={() => complete(word)}>
                {word}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
