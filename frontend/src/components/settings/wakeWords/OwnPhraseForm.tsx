import { Button, Group, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAddPhrase, type WakeWord } from "../../../api/wakeWords";
import panel from "../../panel/panel.module.css";
import { Trouble } from "../../panel/Trouble";
import styles from "./OwnPhraseForm.module.css";
import { TryWakeWord } from "./TryWakeWord";
import { usePhraseLook } from "./usePhraseLook";

const LONGEST = 100;

interface Props {
  /** What the button says. */
  action: string;
  onAdded?: (word: WakeWord) => void;
}

/** Adds words of one's own to wake by: says at once what is against them, and lets them be tried. */
export function OwnPhraseForm({ action, onAdded }: Props) {
  const { t } = useTranslation();
  const add = useAddPhrase();
  const [phrase, setPhrase] = useState("");
  const look = usePhraseLook(phrase);
  const standing = look && (look.fault !== "" ? "bad" : look.risky ? "risky" : "good");
  return (
    <form
      className={panel.stack}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(phrase.trim(), {
          onSuccess: (word) => {
            setPhrase("");
            onAdded?.(word);
          },
        });
      }}
    >
      <TextInput
        mt="sm"
        label={t("wake.phrase")}
        description={t("wake.phraseHelp")}
        placeholder={t("wake.example")}
        required
        maxLength={LONGEST}
        value={phrase}
        onChange={(event) => {
          add.reset();
          setPhrase(event.currentTarget.value);
        }}
        data-testid="wake-phrase"
      />
      <div role="status" className={styles.look} data-standing={standing} data-testid="phrase-look">
        {look && (
          <>
            {standing === "good" ? (
              <IconCircleCheck size={18} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} aria-hidden />
            )}
            <span>
              {look.fault !== ""
                ? t(`wake.fault.${look.fault}`)
                : look.risky
                  ? t("wake.risky")
                  : t("wake.good")}
            </span>
          </>
        )}
      </div>
      {look?.fault === "" && (
        <TryWakeWord
          key={look.phrase}
          address={`/api/wake-phrases/test?phrase=${encodeURIComponent(look.phrase)}`}
          phrase={look.phrase}
        />
      )}
      <Trouble error={add.error} title={t("wake.notAdded")} />
      <Group>
        <Button type="submit" size="sm" loading={add.isPending} data-testid="phrase-add">
          {action}
        </Button>
      </Group>
    </form>
  );
}
