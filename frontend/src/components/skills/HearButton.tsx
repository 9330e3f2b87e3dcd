import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconMicrophone, IconPlayerStopFilled } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { upload } from "../../api/client";
import { explain } from "../../api/problem";
import { MicError, Microphone } from "../../audio/Microphone";
import { wavOf } from "../../audio/wav";

/** A sentence is shorter. */
const LONGEST_MS = 12_000;

/** Hears a sentence and writes it down; nothing is done with it. */
export function HearButton({ onHeard }: { onHeard: (text: string) => void }) {
  const { t } = useTranslation();
  const [listening, setListening] = useState(false);
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
  const hear = useMutation({
    mutationFn: (sound: Uint8Array<ArrayBuffer>) =>
      upload<{ text: string }>("POST", "/api/hear", new Blob([sound], { type: "audio/wav" })),
    onSuccess: ({ text }) => {
      if (text === "") {
        notifications.show({ color: "orange", message: t("reason.empty") });
      } else {
        onHeard(text);
      }
    },
    onError: (error) => notifications.show({ color: "orange", message: explain(error) }),
  });
  const stop = () => {
    clearTimeout(timer.current);
    microphone.current?.close();
    setListening(false);
    if (pieces.current.length > 0) {
      hear.mutate(wavOf(pieces.current));
      pieces.current = [];
    }
  };
  const start = async () => {
    microphone.current ??= new Microphone();
    pieces.current = [];
    setListening(true);
    try {
      await microphone.current.open(({ pcm }) => pieces.current.push(pcm));
      timer.current = setTimeout(stop, LONGEST_MS);
    } catch (error) {
      setListening(false);
      const problem = error instanceof MicError ? error.problem : "failed";
      notifications.show({
        color: "orange",
        title: t(`mic.problem.${problem}.title`),
        message: t(`mic.problem.${problem}.text`),
      });
    }
  };
  return (
    <Button
      type="button"
      variant={listening ? "filled" : "light"}
      leftSection={
        listening ? (
          <IconPlayerStopFilled size={17} aria-hidden />
        ) : (
          <IconMicrophone size={17} aria-hidden />
        )
      }
      loading={hear.isPending}
      data-testid="try-hear"
      onClick={() => (listening ? stop() : void start())}
    >
      {t(listening ? "skills.hearStop" : "skills.hear")}
    </Button>
  );
}
