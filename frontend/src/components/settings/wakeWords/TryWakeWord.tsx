import { Button, FileButton, Group } from "@mantine/core";
import { IconFileMusic, IconMicrophone, IconPlayerStop } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { upload } from "../../../api/upload";
import type { WakeTest } from "../../../api/wakeWords";
import { MicError, Microphone, type MicProblem } from "../../../audio/Microphone";
import { Trouble } from "../../panel/Trouble";
import models from "../models/Models.module.css";
import { wavOf } from "./wav";

const LONGEST_MS = 5000;

interface Props {
  /** Where the hub listens to a recording for it. */
  address: string;
  /** What people say. */
  phrase: string;
}

/** Tells whether a wake word is heard in what is said into the microphone, or in a file. */
export function TryWakeWord({ address, phrase }: Props) {
  const { t } = useTranslation();
  const [mic] = useState(() => new Microphone());
  const [recording, setRecording] = useState(false);
  const [problem, setProblem] = useState<MicProblem | null>(null);
  const pieces = useRef<Int16Array[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const test = useMutation({
    mutationFn: (sound: Blob) => upload<WakeTest>(address, sound, () => undefined).done,
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      mic.close();
    },
    [mic],
  );
  const stop = () => {
    clearTimeout(timer.current);
    mic.close();
    setRecording(false);
    test.mutate(wavOf(pieces.current));
  };
  const start = async () => {
    setProblem(null);
    test.reset();
    pieces.current = [];
    try {
      const opened = await mic.open(({ pcm }) => pieces.current.push(new Int16Array(pcm)));
      if (opened) {
        setRecording(true);
        timer.current = setTimeout(stop, LONGEST_MS);
      }
    } catch (error) {
      setProblem(error instanceof MicError ? error.problem : "failed");
    }
  };
  return (
    <div>
      <Group gap={6}>
        <Button
          size="compact-md"
          variant={recording ? "filled" : "light"}
          loading={test.isPending}
          leftSection={
            recording ? (
              <IconPlayerStop size={16} aria-hidden />
            ) : (
              <IconMicrophone size={16} aria-hidden />
            )
          }
          aria-label={recording ? t("wake.say") : t("wake.tryOne", { name: phrase })}
          onClick={() => (recording ? stop() : void start())}
        >
          {recording ? t("wake.say") : t("wake.try")}
        </Button>
        <FileButton
          accept="audio/*"
          onChange={(file) => {
            if (file) {
              setProblem(null);
              test.mutate(file);
            }
          }}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-md"
              variant="default"
              aria-label={t("wake.tryFile", { name: phrase })}
            >
              <IconFileMusic size={16} aria-hidden />
            </Button>
          )}
        </FileButton>
      </Group>
      <span role="status" className={models.hint} data-testid="wake-result">
        {problem !== null && t(`mic.problem.${problem}.text`)}
        {test.data && (test.data.heard ? t("wake.heard") : t("wake.notHeard"))}
      </span>
      <Trouble error={test.error} title={t("wake.notTried")} />
    </div>
  );
}
