import { Anchor, MultiSelect, NativeSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { request } from "../../../api/client";
import type { HomeSettings } from "../../../api/homeSettings";
import { useAgents } from "../../../api/recognisers";
import type { Schemas } from "../../../api/types";
import { SettingsCard } from "../SettingsCard";
import styles from "../SettingsCard.module.css";
import { useSettingsDraft } from "../useSettingsDraft";

/** Who is asked what no skill takes. */
export function AgentCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const agents = useAgents().data ?? [];
  const satellites = useQuery({
    queryKey: ["satellites"],
    queryFn: () => request<Schemas["SatelliteModel"][]>("GET", "/api/satellites"),
  }).data;
  const chosen = draft.value("agent");
  const known = new Map((satellites ?? []).map(({ id, name }) => [id, name]));
  const listed = agents.map(({ id, name }) => ({ value: id, label: name }));
  if (chosen !== "" && !agents.some(({ id }) => id === chosen)) {
    listed.push({ value: chosen, label: chosen });
  }
  const heard = draft.value("agent_satellites");
  return (
    <SettingsCard
      title={t("pipeline.agent")}
      help={t("pipeline.agentHelp")}
      draft={draft}
      testId="agent-card"
    >
      <NativeSelect
        label={t("pipeline.lastResort")}
        size="md"
        data={[{ value: "", label: t("pipeline.nobody") }, ...listed]}
        value={chosen}
        error={draft.fault("agent")}
        onChange={(event) => draft.set("agent", event.currentTarget.value)}
      />
      {agents.length === 0 && (
        <p className={styles.hint}>
          {t("pipeline.noAgents")}{" "}
          <Anchor component={Link} underline="always" to="/integrations" inherit>
            {t("pipeline.toIntegrations")}
          </Anchor>
        </p>
      )}
      {chosen !== "" && (
        <>
          <Switch
            label={t("pipeline.hearsTalk")}
            description={t("pipeline.hearsTalkHelp")}
            checked={draft.value("agent_hears_talk")}
            onChange={(event) => draft.set("agent_hears_talk", event.currentTarget.checked)}
          />
          <MultiSelect
            label={t("pipeline.agentSatellites")}
            description={t("pipeline.agentSatellitesHelp")}
            size="md"
            data={[...new Set([...known.keys(), ...heard])].map((value) => ({
              value,
              label: known.get(value) ?? value,
            }))}
            value={[...heard]}
            onChange={(value) => draft.set("agent_satellites", value)}
            clearable
            clearButtonProps={{ "aria-label": t("pipeline.allSatellites") }}
          />
        </>
      )}
    </SettingsCard>
  );
}
