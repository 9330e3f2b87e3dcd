import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Hours, writeHours } from "./quietHours";
import styles from "./satellites.module.css";

interface Props {
  hours: Hours;
  onChosen: (written: string) => void;
}

/** From when to when; told when both are whole and an input is left, or by Enter. */
export function HoursInputs({ hours, onChosen }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(hours);
  const [seen, setSeen] = useState(hours);
  if (seen.from !== hours.from || seen.to !== hours.to) {
    // What is being typed stays; what was not touched follows.
    setSeen(hours);
    setDraft({
      from: draft.from === seen.from ? hours.from : draft.from,
      to: draft.to === seen.to ? hours.to : draft.to,
    });
  }
  const tell = () => {
    const written = writeHours(draft);
    if (written !== null && written !== writeHours(hours)) {
      onChosen(written);
    }
  };
  const wrong = (time: string) => {
    if (time === "") {
      return t("satellites.quiet.noTime");
    }
    return draft.from === draft.to ? t("satellites.quiet.same") : undefined;
  };
  return (
    <div className={styles.fields}>
      {(["from", "to"] as const).map((end) => (
        <TextInput
          key={end}
          type="time"
          size="md"
          label={t(`satellites.quiet.${end}`)}
          value={draft[end]}
          error={wrong(draft[end])}
          onChange={(event) => setDraft({ ...draft, [end]: event.currentTarget.value })}
          onBlur={tell}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              tell();
            }
          }}
          data-testid={`quiet-${end}`}
        />
      ))}
    </div>
  );
}
