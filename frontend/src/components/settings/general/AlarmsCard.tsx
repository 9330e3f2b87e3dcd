import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";

/** How long alarms leave one in peace. */
export function AlarmsCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  return (
    <SettingsCard
      title={t("general.alarms")}
      help={t("general.alarmsHelp")}
      draft={draft}
      testId="alarms-card"
    >
      <NumberInput
        label={t("general.snooze_minutes")}
        size="md"
        min={1}
        max={720}
        allowDecimal={false}
        value={draft.value("snooze_minutes")}
        error={draft.fault("snooze_minutes")}
        onChange={(value) => {
          if (typeof value === "number") {
            draft.set("snooze_minutes", value);
          }
        }}
        data-testid="snooze_minutes"
      />
    </SettingsCard>
  );
}
