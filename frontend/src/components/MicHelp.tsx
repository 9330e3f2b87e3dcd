import { Alert } from "@mantine/core";
import { IconMicrophoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useSatellite } from "../satellite/SatelliteContext";

/** Why the microphone cannot be used, and what to do. */
export function MicHelp() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const problem = state.micProblem;
  if (problem === null) {
    return null;
  }
  return (
    <Alert
      w="100%"
      color="orange"
      radius="lg"
      role="alert"
      icon={<IconMicrophoneOff />}
      title={t(`mic.problem.${problem}.title`)}
      withCloseButton
      closeButtonLabel={t("mic.cancel")}
      onClose={() => client.commands.dismissMicProblem()}
      data-testid="mic-help"
      data-problem={problem}
    >
      {t(`mic.problem.${problem}.text`)}
    </Alert>
  );
}
