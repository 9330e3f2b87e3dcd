import { Alert, Button, Text } from "@mantine/core";
import { IconCheck, IconMicrophone, IconMicrophoneOff } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { MicError, type MicProblem, Microphone } from "../../audio/Microphone";
import { meterLevel } from "../../audio/pcm";
import styles from "./FirstRun.module.css";
import { StepFrame } from "./StepFrame";
import type { StepProps } from "./steps";

/** A level people reach by speaking, and a quiet room does not. */
const SPOKEN = 0.35;
const ENOUGH = 6;

type State = "closed" | "opening" | "open";

/** Shows how loud the microphone hears; nothing of it leaves the browser. */
export function MicrophoneStep({ onDone, onSkip, onBack }: StepProps) {
  const { t } = useTranslation();
  const [microphone] = useState(() => new Microphone());
  const [state, setState] = useState<State>("closed");
  const [problem, setProblem] = useState<MicProblem | null>(null);
  const [heard, setHeard] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const loud = useRef(0);
  useEffect(() => () => microphone.close(), [microphone]);
  const open = async () => {
    setState("opening");
    setProblem(null);
    try {
      await microphone.open(({ rms }) => {
        const level = meterLevel(rms);
        bar.current?.style.setProperty("--level", level.toFixed(3));
        loud.current += level > SPOKEN ? 1 : 0;
        if (loud.current === ENOUGH) {
          setHeard(true);
        }
      });
      setState("open");
    } catch (error) {
      setProblem(error instanceof MicError ? error.problem : "failed");
      setState("closed");
    }
  };
  return (
    <StepFrame
      title={t("firstRun.microphone.title")}
      text={t("firstRun.microphone.text")}
      onNext={onDone}
      onSkip={onSkip}
      onBack={onBack}
    >
      {problem !== null && (
        <Alert
          color="orange"
          radius="lg"
          role="alert"
          icon={<IconMicrophoneOff />}
          title={t(`mic.problem.${problem}.title`)}
          data-testid="first-run-mic-problem"
        >
          {t(`mic.problem.${problem}.text`)}
        </Alert>
      )}
      {state === "open" ? (
        <>
          <div className={styles.meter} aria-hidden="true">
            <div className={styles.level} ref={bar} data-testid="first-run-level" />
          </div>
          <Text
            role="status"
            fw={heard ? 600 : 400}
            data-testid="first-run-heard"
            data-heard={heard}
          >
            {heard && <IconCheck size={19} color="var(--ova-accent)" aria-hidden />}{" "}
            {t(heard ? "firstRun.microphone.heard" : "firstRun.microphone.speak")}
          </Text>
        </>
      ) : (
        <Button
          size="lg"
          variant="light"
          leftSection={<IconMicrophone size={22} aria-hidden />}
          loading={state === "opening"}
          onClick={() => void open()}
          data-testid="first-run-mic"
        >
          {t("firstRun.microphone.try")}
        </Button>
      )}
    </StepFrame>
  );
}
