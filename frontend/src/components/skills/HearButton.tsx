import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { upload } from "../../api/client";
import { RecordButton } from "../panel/RecordButton";
import { notDone } from "../panel/notDone";

/** A sentence is shorter. */
const LONGEST_MS = 8_000;

/** Hears a sentence and writes it down; nothing is done with it. */
export function HearButton({ onHeard }: { onHeard: (text: string) => void }) {
  const { t } = useTranslation();
  const hear = useMutation({
    mutationFn: (sound: Blob) => upload<{ text: string }>("POST", "/api/hear", sound),
    onSuccess: ({ text }) => {
      if (text === "") {
        notifications.show({ color: "orange", message: t("reason.empty") });
      } else {
        onHeard(text);
      }
    },
    onError: (error) => notDone(error),
  });
  return (
    <RecordButton
      label={t("skills.hear")}
      stop={t("skills.hearStop")}
      longestMs={LONGEST_MS}
      busy={hear.isPending}
      onSaid={(sound) => hear.mutate(sound)}
      testId="try-hear"
    />
  );
}
