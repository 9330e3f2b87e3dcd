import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";

const DOMAINS = ["lock", "cover", "alarm_control_panel", "valve"] as const;

/** What is asked about before a command moves it. */
export function AskFirstCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const chosen = draft.value("confirm");
  return (
    <SettingsCard
      title={t("general.askFirst")}
      help={t("general.askFirstHelp")}
      draft={draft}
      testId="ask-first-card"
    >
      {DOMAINS.map((domain) => (
        <Checkbox
          key={domain}
          label={t(`general.domain.${domain}`)}
          checked={chosen.includes(domain)}
          onChange={(event) => {
            const wanted = event.currentTarget.checked;
            draft.set(
              "confirm",
              DOMAINS.filter((one) => (one === domain ? wanted : chosen.includes(one))),
            );
          }}
        />
      ))}
    </SettingsCard>
  );
}
