import { Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "../api/session";
import { useSatellite } from "../satellite/SatelliteContext";
import { greeting } from "./greeting";
import styles from "./Welcome.module.css";

/** An empty conversation: a greeting, and examples to try. */
export function Welcome() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const name = useSession().data?.user.name ?? "";
  const [hour] = useState(() => new Date().getHours());
  const examples = t("talk.examples", { returnObjects: true });
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
