import { Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { useAgents } from "../../../api/recognisers";
import { SortableList } from "../../sortable/SortableList";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";
import styles from "./StagesCard.module.css";
import { listed, switched } from "./stageOrder";

/** The stages a command goes through: the fixed ones, and those people put in order or switch off. */
export function StagesCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const agents = useAgents().data;
  const agent = agents?.find(({ id }) => id === settings.agent)?.name ?? settings.agent;
  const on = draft.value("stages");
  return (
    <SettingsCard
      title={t("pipeline.stages")}
      help={t("pipeline.stagesHelp")}
      draft={draft}
      testId="stages-card"
    >
      <ul className={styles.fixed}>
        <Fixed name={t("pipeline.stage.stop")}>{t("pipeline.stage.stopHelp")}</Fixed>
        <Fixed name={t("pipeline.stage.session")}>{t("pipeline.stage.sessionHelp")}</Fixed>
        <Fixed name={t("pipeline.stage.routines")}>{t("pipeline.stage.routinesHelp")}</Fixed>
      </ul>
      <SortableList
        items={listed(on).map((id) => ({ id }))}
        label={t("pipeline.stageOrder")}
        nameOf={({ id }) => t(`pipeline.stage.${id}`)}
        onChange={(items) =>
          draft.set(
            "stages",
            items.map(({ id }) => id).filter((id) => on.includes(id)),
          )
        }
      >
        {({ id }) => (
          <Switch
            className={styles.stage}
            checked={on.includes(id)}
            label={t(`pipeline.stage.${id}`)}
            description={t(`pipeline.stage.${id}Help`)}
            labelPosition="left"
            onChange={(event) => draft.set("stages", switched(on, id, event.currentTarget.checked))}
            data-testid={`stage-${id}`}
          />
        )}
      </SortableList>
      <ul className={styles.fixed}>
        <Fixed name={t("pipeline.stage.agent")} off={settings.agent === ""}>
          <span data-testid="stage-agent">
            {settings.agent === ""
              ? t("pipeline.stage.noAgent")
              : t("pipeline.stage.agentHelp", { name: agent })}
          </span>
        </Fixed>
      </ul>
    </SettingsCard>
  );
}

function Fixed({ name, off, children }: { name: string; off?: boolean; children: ReactNode }) {
  return (
    <li data-off={off === true ? true : undefined}>
      <strong>{name}</strong>
      <span>{children}</span>
    </li>
  );
}
