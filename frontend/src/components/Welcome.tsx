import { Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useEntities } from "../api/home";
import { useHomeSettings } from "../api/homeSettings";
import { useSession } from "../api/session";
import { firstCommands } from "../home/firstCommands";
import { useSatellite } from "../satellite/SatelliteContext";
import { greeting } from "./greeting";
import styles from "./Welcome.module.css";

/** An empty conversation: a greeting, and examples to try. */
export function Welcome() {
  const { t, i18n } = useTranslation();
  const { client, state } = useSatellite();
  const name = useSession().data?.user.name ?? "";
  const [hour] = useState(() => new Date().getHours());
  // The hub listens in the language of the home, whatever that of the page is.
  const language = useHomeSettings().data?.language ?? i18n.language;
  const examples = firstCommands(language, useEntities().data ?? []);
  return (
    <div className={styles.welcome}>
      <Text className={styles.greeting}>{t(greeting(hour), { name })}</Text>
      <Text component="h2" className={styles.prompt}>
        {t("talk.prompt")}
      </Text>
      <VisuallyHidden id="examples">{t("talk.try")}</VisuallyHidden>
      <ul className={styles.chips} aria-labelledby="examples">
        {examples.map((example) => (
          <li key={example}>
            <UnstyledButton
              className={styles.chip}
              disabled={!state.ready}
              data-testid="talk-example"
              onClick={() => void client.commands.send(example)}
            >
              {example}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
