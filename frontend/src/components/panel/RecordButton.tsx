import { Button } from "@mantine/core";
import { IconMicrophone, IconPlayerStopFilled } from "@tabler/icons-react";

import { useRecording } from "../../audio/useRecording";

interface Props {
  label: string;
  /** What the button says while it records. */
  stop: string;
  /** It stops by itself after so long. */
  longestMs: number;
  busy: boolean;
  disabled?: boolean;
  /** What was said, as a WAV file. */
  onSaid: (sound: Blob) => void;
  testId: string;
}

/** Records what somebody says, from one press to the next. */
export function RecordButton({
  label,
  stop,
  longestMs,
  busy,
  disabled = false,
  onSaid,
  testId,
}: Props) {
  const { recording, toggle } = useRecording(longestMs, onSaid);
  const Icon = recording ? IconPlayerStopFilled : IconMicrophone;
  return (
    <Button
      type="button"
      variant={recording ? "filled" : "light"}
      leftSection={<Icon size={17} aria-hidden />}
      loading={busy}
      disabled={disabled && !recording}
      onClick={toggle}
      data-testid={testId}
    >
      {recording ? stop : label}
    </Button>
  );
}
