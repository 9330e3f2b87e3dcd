import { Skeleton, Tabs } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { useSkills } from "../api/skills";
import { isUnusable } from "../components/integrations/offers";
import { Page } from "../components/panel/Page";
import { Trouble } from "../components/panel/Trouble";
import { SkillHead } from "../components/skills/SkillHead";
import { SKILL_TABS } from "../components/skills/tabs";
import { NotFoundPage } from "./NotFoundPage";

/** One skill: how it is, what it answers and says, and everything that can be changed of it. */
export function SkillPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id = "", tab } = useParams();
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
  const current = tabs.find((one) => one.id === tab) ?? tabs[0];
  return (
    <Page testId="skill-page">
      <SkillHead skill={skill} />
      <Tabs
        value={current?.id ?? null}
        onChange={(next) =>
          void navigate(`/skills/${encodeURIComponent(id)}/${next ?? ""}`, { replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List>
          {tabs.map((one) => (
            <Tabs.Tab key={one.id} value={one.id}>
              {t(one.label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id: name, Panel }) => (
          <Tabs.Panel key={name} value={name} pt="lg">
            <Suspense fallback={<Skeleton height={160} radius={20} aria-busy="true" />}>
              <Panel key={skill.id} skill={skill} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
