import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../../api/home";
import { useUnderstanding } from "../../api/understanding";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { HearButton } from "./HearButton";
import { Outcome } from "./Outcome";
import styles from "./skills.module.css";

interface Props {
  /** The skill whose page this is. */
  skill?: string;
}

/** Tells which skill would take a sentence, and why; nothing is done. */
export function Understanding({ skill = "" }: Props) {
  const { t } = useTranslation();
  const areas = useAreas();
  const [text, setText] = useState("");
  const [area, setArea] = useState("");
  const asked = useUnderstanding();
  const ask = (said: string) => {
    if (said.trim() !== "") {
      asked.mutate({ text: said, ...(area === "" ? {} : { area_id: area }) });
    }
  };
  return (
    <Section title={t("skills.tryTitle")} testId="understanding">
      <p className={panel.dimmed}>{t("skills.tryHelp")}</p>
      <form
        className={styles.tools}
        onSubmit={(event) => {
          event.preventDefault();
          ask(text);
        }}
      >
        <TextInput
          size="sm"
          label={t("skills.trySentence")}
          placeholder={t("skills.tryHint")}
          value={text}
          maxLength={500}
          data-testid="try-text"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("skills.tryArea")}
          value={area}
          data={[
            { value: "", label: t("skills.anywhere") },
            ...(areas.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setArea(event.currentTarget.value)}
        />
        <HearButton
          onHeard={(said) => {
            setText(said);
            ask(said);
          }}
        />
        <Button
          type="submit"
          leftSection={<IconSearch size={17} aria-hidden />}
          loading={asked.isPending}
          disabled={text.trim() === ""}
          data-testid="try-ask"
        >
          {t("skills.tryDo")}
        </Button>
      </form>
      <div aria-live="polite">
        <Trouble error={asked.error} title={t("skills.tryFailed")} />
        {asked.data && (
          <Outcome
            told={asked.data}
            skill={skill}
            onPick={(sentence) => {
              setText(sentence);
              ask(sentence);
            }}
          />
        )}
      </div>
    </Section>
  );
}
