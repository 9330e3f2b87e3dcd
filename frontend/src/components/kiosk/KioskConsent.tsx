import { Alert, Button, List } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { audioContext } from "../../audio/audioContext";
import { giveKioskConsent } from "../../kiosk/kioskKey";
import { EntryCard } from "../EntryCard";

/** Asks once, in words, whether the microphone may stay on. */
export function KioskConsent() {
  const { t } = useTranslation();
  const answer = (said: "yes" | "no") => {
    void audioContext().resume();
    if (document.fullscreenEnabled) {
      document.documentElement.requestFullscreen().catch(() => undefined);
    }
    giveKioskConsent(said);
  };
  return (
    <EntryCard title={t("kiosk.consent.title")} intro={t("kiosk.consent.intro")}>
      <List mt="md" spacing="sm">
        {(["sent", "kept", "seen"] as const).map((what) => (
          <List.Item key={what}>{t(`kiosk.consent.${what}`)}</List.Item>
        ))}
      </List>
      {!window.isSecureContext && (
        <Alert mt="lg" color="orange" title={t("mic.problem.insecure.title")}>
          {t("mic.problem.insecure.text")}
        </Alert>
      )}
      <Button
        mt="xl"
        size="lg"
        fullWidth
        leftSection={<IconMicrophone aria-hidden />}
        onClick={() => answer("yes")}
        data-testid="kiosk-agree"
      >
        {t("kiosk.consent.agree")}
      </Button>
      <Button
        mt="sm"
        size="md"
        fullWidth
        variant="subtle"
        onClick={() => answer("no")}
        data-testid="kiosk-decline"
      >
        {t("kiosk.consent.decline")}
      </Button>
    </EntryCard>
  );
}
