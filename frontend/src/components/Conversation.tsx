import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { openQuestion } from "../conversation/question";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./Conversation.module.css";
import { TurnView } from "./TurnView";
import { Welcome } from "./Welcome";

/** What was said and answered, newest at the bottom and always in view. */
export function Conversation() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const scroll = useRef<HTMLDivElement>(null);
  const latest = state.turns.at(-1);
  const asking = openQuestion(state.turns);
  useEffect(() => {
    const box = scroll.current;
    box?.scrollTo({ top: box.scrollHeight, behavior: "smooth" });
  }, [state.turns.length, latest?.heard, latest?.reply, latest?.done]);
  return (
    <div className={styles.scroll} ref={scroll} data-empty={latest === undefined}>
      {state.turns.length === 0 ? (
        <Welcome />
      ) : (
        <>
          <Button
            className={styles.clear}
            variant="subtle"
            color="gray"
            c="dimmed"
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => client.turns.clear()}
          >
            {t("talk.clear")}
          </Button>
          <div className={styles.log} role="log" aria-label={t("talk.conversation")}>
            <ol className={styles.list}>
              {state.turns.map((turn) => (
                <TurnView
                  key={turn.key}
                  turn={turn}
                  latest={turn === latest}
                  asks={turn === asking}
                />
              ))}
            </ol>
          </div>
        </>
      )}
    </div>
  );
}
