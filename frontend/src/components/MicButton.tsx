import { UnstyledButton } from "@mantine/core";
import { IconMicrophone, IconPlayerStopFilled, IconVolume, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Phase } from "../satellite/satelliteState";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./MicButton.module.css";

const LOOKS = {
  idle: { icon: IconMicrophone, label: "mic.start" },
  starting: { icon: IconX, label: "mic.cancel" },
  listening: { icon: IconPlayerStopFilled, label: "mic.stop" },
  thinking: { icon: IconX, label: "mic.cancel" },
  speaking: { icon: IconVolume, label: "mic.silence" },
} as const satisfies Record<Phase, unknown>;

/** Push to talk; ends by itself, or with another push. */
export function MicButton() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(
    () =>
      client.followLevel((level) => button.current?.style.setProperty("--level", level.toFixed(3))),
    [client],
  );
  const { icon: Icon, label } = LOOKS[state.phase];
  return (
    <UnstyledButton
      ref={button}
      className={styles.button}
      data-testid="talk-mic"
      data-phase={state.phase}
      disabled={!state.ready && state.phase === "idle"}
      aria-label={t(label)}
      aria-pressed={state.phase === "listening"}
      onClick={() => client.commands.press()}
    >
      <span className={styles.halo} aria-hidden="true" />
      <span className={styles.spinner} aria-hidden="true" />
      <Icon size={36} stroke={1.8} aria-hidden />
    </UnstyledButton>
  );
}
