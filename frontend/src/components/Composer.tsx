import { ActionIcon, TextInput } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { openQuestion, waitsUntil } from "../conversation/question";
import { useSatellite } from "../satellite/SatelliteContext";
import { useNow } from "../timers/useNow";
import styles from "./Composer.module.css";

/** Type a command; Enter sends it. */
export function Composer() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const asking = openQuestion(state.turns);
  const now = useNow(asking !== null, 1_000);
  const waits = asking !== null && waitsUntil(asking) > now;
  const asked = asking?.source === "text" ? asking.key : null;
  useEffect(() => {
    // Who typed is asked back: what is typed next is the answer.
    if (asked !== null) {
      field.current?.focus({ preventScroll: true });
    }
  }, [asked]);
  const sendable = state.ready && text.trim() !== "";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (sendable) {
      void client.commands.send(text.trim());
      setText("");
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        ref={field}
        classNames={{ input: styles.input ?? "" }}
        aria-label={t("talk.input")}
        placeholder={t(waits ? "talk.answer" : "talk.input")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        enterKeyHint="send"
        maxLength={1000}
        data-testid="talk-input"
        rightSectionWidth={54}
        rightSection={
          <ActionIcon
            type="submit"
            size={40}
            radius="xl"
            disabled={!sendable}
            aria-label={t("talk.send")}
            data-testid="talk-send"
          >
            <IconArrowUp size={21} />
          </ActionIcon>
        }
      />
    </form>
  );
}
