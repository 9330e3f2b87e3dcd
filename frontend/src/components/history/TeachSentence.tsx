import { Button, TextInput } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useCure } from "../../api/history";
import { explain } from "../../api/problem";
import styles from "./RunView.module.css";

interface Props {
  runId: string;
  /** What was said. */
  said: string;
  onDone: () => void;
}

/** Says in words that are understood what a sentence should mean; its skill learns it. */
export function TeachSentence({ runId, said, onDone }: Props) {
  const { t } = useTranslation();
  const apply = useCure(runId);
  const [means, setMeans] = useState("");
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    apply.mutate(
      { kind: "sentence", place: "skill", id: "", text: said, means, area_id: "", was: null },
      { onSuccess: onDone },
    );
  };
  if (apply.isSuccess) {
    return (
      <li className={styles.cure} data-done data-testid="cure" data-kind="teach">
        <div aria-live="polite">{t("history.done.sentence", { text: said, means })}</div>
      </li>
    );
  }
  return (
    <li data-testid="cure" data-kind="teach">
      <form onSubmit={send} className={styles.cure}>
        <TextInput
          className={styles.own}
          size="sm"
          label={t("history.cure.teach", { text: said })}
          placeholder={t("history.cure.teachPlaceholder")}
          value={means}
          maxLength={500}
          error={apply.error ? explain(apply.error) : undefined}
          onChange={(event) => setMeans(event.currentTarget.value)}
          data-testid="teach-means"
        />
        <Button
          type="submit"
          size="xs"
          disabled={means.trim() === ""}
          loading={apply.isPending}
          data-testid="teach-apply"
        >
          {t("history.cure.do.sentence")}
        </Button>
      </form>
    </li>
  );
}
