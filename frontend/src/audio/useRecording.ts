import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { MicError, Microphone } from "./Microphone";
import { wavOf } from "./wav";

/** Records what somebody says; `onSaid` gets it as a WAV file when it stops, by itself after `longestMs`. */
export function useRecording(longestMs: number, onSaid: (sound: Blob) => void) {
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
      timer.current = setTimeout(stop, longestMs);
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
  return { recording, toggle: () => (recording ? stop() : void start()) };
}
