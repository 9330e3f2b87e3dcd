import { Button } from "@mantine/core";
import { IconDeviceTablet } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { CopyField } from "../panel/CopyField";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";

/** How another device becomes a satellite. */
export function JoinHelp() {
  const { t } = useTranslation();
  return (
    <Section title={t("satellites.join.title")} testId="join-help">
      <p className={panel.dimmed}>{t("satellites.join.text")}</p>
      <div style={{ marginTop: 12 }}>
        <CopyField
          label={t("satellites.join.command")}
          value={`ova satellite --hub ${window.location.origin}`}
        />
      </div>
      <p className={panel.dimmed}>{t("satellites.join.browser")}</p>
      <p className={panel.dimmed}>{t("satellites.join.tablet")}</p>
      <Button
        component="a"
        href="/kiosk"
        mt="sm"
        variant="light"
        leftSection={<IconDeviceTablet size={18} aria-hidden />}
        data-testid="open-kiosk"
      >
        {t("satellites.join.openKiosk")}
      </Button>
    </Section>
  );
}
