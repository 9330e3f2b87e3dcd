import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

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
  useEffect(() => {
    const box = scroll.current;
    box?.scrollTo({ top: box.scrollHeight, behavior: "smooth" });
  }, [state.turns.length, latest?.heard, latest?.reply, latest?.done]);
  return (
    <div className={styles.scroll} ref={scroll}>
      {state.turns.length === 0 ? (
        <Welcome />
      ) : (
        <>
          <div className={styles.tools}>
            <Tooltip label={t("talk.clear")} position="left">
              <ActionIcon
                variant="default"
                size={40}
                radius="xl"
                aria-label={t("talk.clear")}
                onClick={() => client.clear()}
              >
                <IconPlus size={19} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          </div>
          <ol className={styles.list} role="log" aria-label={t("talk.conversation")}>
            {state.turns.map((turn) => (
              <TurnView key={turn.key} turn={turn} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
