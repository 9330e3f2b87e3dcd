import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconMicrophone, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { MicError, Microphone } from "../../audio/Microphone";
import { wavOf } from "../../audio/wav";

/** An announcement is shorter. */
const LONGEST_MS = 60_000;

interface Props {
  busy: boolean;
  disabled: boolean;
  /** What was said, as a WAV file. */
  onSaid: (sound: Blob) => void;
}

/** Records what somebody says, to be heard elsewhere in their own voice. */
export function OwnVoiceButton({ busy, disabled, onSaid }: Props) {
  const { t } = useTranslation();
  const [recording, setRecording] = useState(false);
  const microphone = useRef<Microphone | null>(null);
  const pieces = useRef<ArrayBuffer[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      microphone.current?.close();
    },
    [],
  );
  const stop = () => {
    clearTimeout(timer.current);
    microphone.current?.close();
    setRecording(false);
    if (pieces.current.length > 0) {
      onSaid(new Blob([wavOf(pieces.current)], { type: "audio/wav" }));
      pieces.current = [];
    }
  };
  const start = async () => {
    microphone.current ??= new Microphone();
    pieces.current = [];
    setRecording(true);
    try {
      await microphone.current.open(({ pcm }) => pieces.current.push(pcm));
      timer.current = setTimeout(stop, LONGEST_MS);
    } catch (error) {
      setRecording(false);
      const problem = error instanceof MicError ? error.problem : "failed";
      notifications.show({
        color: "orange",
        title: t(`mic.problem.${problem}.title`),
        message: t(`mic.problem.${problem}.text`),
      });
    }
  };
  const Icon = recording ? IconPlayerStopFilled : IconMicrophone;
  return (
    <Button
      type="button"
      variant={recording ? "filled" : "light"}
      leftSection={<Icon size={17} aria-hidden />}
      loading={busy}
      disabled={disabled && !recording}
      onClick={() => (recording ? stop() : void start())}
      data-testid="announce-voice"
    >
      {t(recording ? "satellites.announce.voiceStop" : "satellites.announce.voice")}
    </Button>
  );
}
