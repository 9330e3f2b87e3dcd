import { Button, Slider, Switch, Text } from "@mantine/core";
import { IconMusic } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import {
  can,
  type SatelliteInfo,
  useChangeSatellite,
  useOrderSatellite,
} from "../../api/satellites";
import { Section } from "../panel/Section";
import panel from "../panel/panel.module.css";
import { SectionRefusal } from "./SectionRefusal";
import { useTold } from "./useTold";

const SWITCHES = ["mic_muted", "wake_sound", "done_sound", "error_sound", "stop_word"] as const;

/** What a satellite says it can do that follows a switch. */
const NEEDS = {
  mic_muted: "mic_muted",
  wake_sound: "cues",
  done_sound: "cues",
  error_sound: "cues",
  stop_word: "stop_word",
} as const;

/** How loud a satellite plays, and a sound to try it. */
export function SoundSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const label = useId();
  const told = useTold();
  const change = useChangeSatellite(satellite.id);
  const test = useOrderSatellite(satellite.id, "test-sound");
  /** Where the slider is held, and what the volume was when it was taken. */
  const [held, setHeld] = useState<{ volume: number; was: number } | null>(null);
  const setVolume = (volume: number, was: number | undefined) =>
    change.mutate(
      { changes: { volume }, was: was === undefined ? undefined : { volume: was } },
      { onSettled: () => setHeld(null) },
    );
  const follows = !satellite.connected || can(satellite, "preferences");
  return (
    <Section
      title={t("satellites.sound")}
      testId="satellite-sound"
      aside={
        <Button
          variant="light"
          leftSection={<IconMusic size={17} aria-hidden />}
          disabled={!satellite.connected}
          loading={test.isPending}
          onClick={() => test.mutate(undefined, told)}
          data-testid="satellite-test"
        >
          {t("satellites.testSound")}
        </Button>
      }
    >
      <Text id={label} size="sm" fw={500} mt="md">
        {t("satellites.volume", { volume: held?.volume ?? satellite.volume })}
      </Text>
      <Slider
        mt={8}
        mb="md"
        min={0}
        max={100}
        step={5}
        label={null}
        thumbProps={{ "aria-labelledby": label }}
        value={held?.volume ?? satellite.volume}
        onChange={(volume) => setHeld({ volume, was: held?.was ?? satellite.volume })}
        onChangeEnd={(volume) => setVolume(volume, held?.was ?? satellite.volume)}
        data-testid="satellite-volume"
      />
      <Switch
        label={t("satellites.mute")}
        description={t("satellites.muteHelp")}
        checked={satellite.muted}
        onChange={(event) =>
          change.mutate({
            changes: { muted: event.currentTarget.checked },
            was: { muted: satellite.muted },
          })
        }
        data-testid="satellite-muted"
      />
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          mt="md"
          label={t(`satellites.${name}`)}
          description={t(`satellites.${name}_help`)}
          checked={satellite[name]}
          disabled={satellite.connected && !can(satellite, NEEDS[name])}
          onChange={(event) =>
            change.mutate({
              changes: { [name]: event.currentTarget.checked },
              was: { [name]: satellite[name] },
            })
          }
          data-testid={`satellite-${name}`}
        />
      ))}
      {!follows && <p className={panel.dimmed}>{t("satellites.tooOld")}</p>}
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
