import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useSkills } from "../api/skills";
import { isUnusable } from "../components/integrations/offers";
import { Page } from "../components/panel/Page";
import { TabFrame } from "../components/panel/TabFrame";
import { Trouble } from "../components/panel/Trouble";
import { SkillHead } from "../components/skills/SkillHead";
import { SKILL_TABS } from "../components/skills/tabs";
import { NotFoundPage } from "./NotFoundPage";

/** One skill: how it is, what it answers and says, and everything that can be changed of it. */
export function SkillPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const skills = useSkills();
  const skill = skills.data?.find((one) => one.id === id);
  if (skills.isPending) {
    return <Skeleton height={240} radius={20} m="lg" aria-busy="true" />;
  }
  if (skills.error && !skills.data) {
    return (
      <Page>
        <Trouble
          error={skills.error}
          title={t("skills.failed")}
          onRetry={() => void skills.refetch()}
        />
      </Page>
    );
  }
  if (!skill) {
    return <NotFoundPage />;
  }
  const tabs = SKILL_TABS.filter((one) => one.id !== "settings" || !isUnusable(skill));
  return (
    <Page testId="skill-page">
      <SkillHead skill={skill} />
      <TabFrame
        tabs={tabs}
        address={`/skills/${encodeURIComponent(id)}`}
        panel={({ Panel }) => <Panel key={skill.id} skill={skill} />}
      />
    </Page>
  );
}
