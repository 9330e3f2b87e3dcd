import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { HomeSettings } from "../../../api/homeSettings";
import { useAgents } from "../../../api/recognisers";
import { Section } from "../../panel/Section";
import panel from "../../panel/panel.module.css";
import styles from "./StagesCard.module.css";

/** The stages a command goes through, in order: the first that takes it answers. */
export function StagesCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const agents = useAgents().data;
  const agent = agents?.find(({ id }) => id === settings.agent)?.name ?? settings.agent;
  return (
    <Section title={t("pipeline.stages")} testId="stages-card">
      <p className={panel.dimmed}>{t("pipeline.stagesHelp")}</p>
      <ol className={styles.stages}>
        <li>
          <strong>{t("pipeline.stage.stop")}</strong>
          <span>{t("pipeline.stage.stopHelp")}</span>
        </li>
        <li>
          <strong>{t("pipeline.stage.question")}</strong>
          <span>{t("pipeline.stage.questionHelp")}</span>
        </li>
        <li>
          <strong>{t("pipeline.stage.sentences")}</strong>
          <span>
            {t("pipeline.stage.sentencesHelp")}{" "}
            <Anchor component={Link} underline="always" to="/skills" inherit>
              {t("pipeline.stage.toSkills")}
            </Anchor>
          </span>
        </li>
        <li data-off={settings.agent === "" || undefined}>
          <strong>{t("pipeline.stage.agent")}</strong>
          <span data-testid="stage-agent">
            {settings.agent === ""
              ? t("pipeline.stage.noAgent")
              : t("pipeline.stage.agentHelp", { name: agent })}
          </span>
        </li>
      </ol>
    </Section>
  );
}
