import { useTranslation } from "react-i18next";

import { RecordButton } from "../panel/RecordButton";

/** An announcement is shorter. */
const LONGEST_MS = 60_000;

interface Props {
  busy: boolean;
  disabled: boolean;
  /** What was said, as a WAV file. */
  onSaid: (sound: Blob) => void;
}

/** Records what somebody says, to be heard elsewhere in their own voice. */
export function OwnVoiceButton(props: Props) {
  const { t } = useTranslation();
  return (
    <RecordButton
      {...props}
      label={t("satellites.announce.voice")}
      stop={t("satellites.announce.voiceStop")}
      longestMs={LONGEST_MS}
      testId="announce-voice"
    />
  );
}
