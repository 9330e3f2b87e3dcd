import { Button } from "@mantine/core";
import { IconMicrophone, IconPlayerStopFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useRecording } from "../../audio/useRecording";
import styles from "./announce.module.css";

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
  const { recording, seconds, toggle, drop } = useRecording(LONGEST_MS, onSaid);
  const Icon = recording ? IconPlayerStopFilled : IconMicrophone;
  return (
    <div className={styles.record}>
      <Button
        type="button"
        variant={recording ? "filled" : "light"}
        leftSection={<Icon size={17} aria-hidden />}
        loading={busy}
        disabled={disabled && !recording}
        onClick={toggle}
        data-testid="announce-voice"
        data-seconds={recording ? seconds : undefined}
      >
        {t(recording ? "announce.voiceStop" : "announce.voice")}
      </Button>
      {recording && (
        <>
          <span role="timer" aria-live="off">
            {t("announce.seconds", { count: seconds })}
          </span>
          <Button type="button" variant="subtle" color="gray" c="dimmed" onClick={drop}>
            {t("announce.voiceDrop")}
          </Button>
        </>
      )}
    </div>
  );
}
