import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { SPEECH_RATE } from "./chunker";
import { MicError, Microphone } from "./Microphone";
import { wavOf } from "./wav";

const BYTES_A_SECOND = SPEECH_RATE * 2;

/** Records what somebody says; `onSaid` gets it as a WAV file when it stops, by itself after `longestMs`. */
export function useRecording(longestMs: number, onSaid: (sound: Blob) => void) {
  const { t } = useTranslation();
  const [recording, setRecording] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const microphone = useRef<Microphone | null>(null);
  const pieces = useRef<ArrayBuffer[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const said = useRef(onSaid);
  useEffect(() => {
    said.current = onSaid;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      microphone.current?.close();
    },
    [],
  );
  const end = () => {
    clearTimeout(timer.current);
    microphone.current?.close();
    setRecording(false);
    const recorded = pieces.current;
    pieces.current = [];
    return recorded;
  };
  const stop = () => {
    const recorded = end();
    if (recorded.length > 0) {
      said.current(new Blob([wavOf(recorded)], { type: "audio/wav" }));
    }
  };
  const start = async () => {
    microphone.current ??= new Microphone();
    pieces.current = [];
    setSeconds(0);
    setRecording(true);
    let bytes = 0;
    try {
      await microphone.current.open(({ pcm }) => {
        pieces.current.push(pcm);
        bytes += pcm.byteLength;
        setSeconds(Math.floor(bytes / BYTES_A_SECOND));
      });
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
  return {
    recording,
    /** How much was recorded by now. */
    seconds,
    toggle: () => (recording ? stop() : void start()),
    /** Stop and forget what was recorded. */
    drop: () => void end(),
  };
}
