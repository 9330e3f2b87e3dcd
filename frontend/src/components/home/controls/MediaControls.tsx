import { ActionIcon, Group, Text } from "@mantine/core";
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { numberOf, textOf } from "../../../home/attributes";
import styles from "./controls.module.css";
import { PowerRow } from "./PowerRow";
import { SliderRow } from "./SliderRow";
import type { ControlsProps } from "./types";

/** A player: what plays, play and pause, the next and the last title, how loud. */
export function MediaControls({ control }: ControlsProps) {
  const { t, i18n } = useTranslation();
  const { shown, order } = control;
  const title = textOf(shown, "media_title");
  const artist = textOf(shown, "media_artist");
  const volume = numberOf(shown, "volume_level");
  const muted = shown.attributes.is_volume_muted === true;
  const playing = shown.state === "playing";
  const off = shown.state === "off";
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const button = (
    service: string,
    label: string,
    icon: typeof IconPlayerPlay,
    expected: { state?: string } = {},
    main = false,
  ) => {
    const Icon = icon;
    return (
      <ActionIcon
        key={service}
        variant={main ? "filled" : "default"}
        size={main ? 60 : 46}
        radius="xl"
        disabled={off}
        aria-label={label}
        onClick={() => order({ service, expected })}
        data-service={service}
      >
        <Icon size={main ? 28 : 21} stroke={1.8} aria-hidden />
      </ActionIcon>
    );
  };
  return (
    <>
      <PowerRow control={control} />
      {title !== null && !off && (
        <div className={styles.title}>
          <Text fw={600}>{title}</Text>
          {artist !== null && (
            <Text size="sm" c="dimmed">
              {artist}
            </Text>
          )}
        </div>
      )}
      <Group justify="center" gap="sm">
        {button("media_previous_track", t("control.previous"), IconPlayerSkipBack)}
        {playing
          ? button("media_pause", t("control.pause"), IconPlayerPause, { state: "paused" }, true)
          : button("media_play", t("control.play"), IconPlayerPlay, { state: "playing" }, true)}
        {button("media_next_track", t("control.next"), IconPlayerSkipForward)}
        {button("media_stop", t("control.stop"), IconPlayerStop, { state: "idle" })}
      </Group>
      {volume !== null && (
        <div className={styles.volume}>
          <ActionIcon
            variant={muted ? "light" : "subtle"}
            color={muted ? "orange" : "gray"}
            size={44}
            radius="xl"
            aria-label={muted ? t("control.unmute") : t("control.mute")}
            aria-pressed={muted}
            onClick={() =>
              order({
                service: "volume_mute",
                data: { is_volume_muted: !muted },
                expected: { attributes: { is_volume_muted: !muted } },
              })
            }
          >
            {muted ? <IconVolumeOff size={21} aria-hidden /> : <IconVolume size={21} aria-hidden />}
          </ActionIcon>
          <SliderRow
            label={t("control.volume")}
            value={Math.round(volume * 100)}
            format={(value) => percent.format(value / 100)}
            onChoose={(value) =>
              order({
                service: "volume_set",
                data: { volume_level: value / 100 },
                expected: { attributes: { volume_level: value / 100 } },
              })
            }
          />
        </div>
      )}
    </>
  );
}
