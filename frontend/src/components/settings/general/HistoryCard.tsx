import { NumberInput, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";

const USUAL_RUNS = 10_000;

/** Whether past commands are kept, how many, and for how long. */
export function HistoryCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const keeps = draft.value("history_runs") > 0;
  const number = (name: "history_runs" | "history_days", most: number) => (
    <NumberInput
      label={t(`general.${name}`)}
      size="md"
      min={1}
      max={most}
      allowDecimal={false}
      value={draft.value(name)}
      error={draft.fault(name)}
      onChange={(value) => {
        if (typeof value === "number") {
          draft.set(name, value);
        }
      }}
      data-testid={name}
    />
  );
  return (
    <SettingsCard
      title={t("nav.history")}
      help={t("general.historyHelp")}
      draft={draft}
      testId="history-card"
    >
      <Switch
        label={t("general.keepHistory")}
        checked={keeps}
        onChange={(event) =>
          draft.set("history_runs", event.currentTarget.checked ? USUAL_RUNS : 0)
        }
        data-testid="keep-history"
      />
      {keeps ? (
        <div className={styles.pair}>
          {number("history_runs", 100_000)}
          {number("history_days", 3650)}
        </div>
      ) : (
        <p className={styles.hint} role="status">
          {t("general.noHistory")}
        </p>
      )}
    </SettingsCard>
  );
}
