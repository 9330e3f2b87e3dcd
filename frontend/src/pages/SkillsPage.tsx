import { Button, Skeleton, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRefresh, IconSearch, IconSparkles } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../api/client";
import { type Skill, SKILLS, useConflicts, useSkills } from "../api/skills";
import grid from "../components/integrations/integrations.module.css";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import panel from "../components/panel/panel.module.css";
import { Trouble } from "../components/panel/Trouble";
import { ConflictList } from "../components/skills/ConflictList";
import { foundSkills } from "../components/skills/finding";
import { SkillCard } from "../components/skills/SkillCard";
import { Understanding } from "../components/skills/Understanding";
import { notDone } from "../components/panel/notDone";

/** What the home can be asked, and which skill would take a sentence. */
export function SkillsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const { data, error, isPending, refetch } = useSkills();
  const conflicts = useConflicts();
  const found = foundSkills(data ?? [], words);
  const rescan = useMutation({
    mutationFn: () => request<Skill[]>("POST", "/api/skills/rescan"),
    onSuccess: (skills) => {
      const before = data?.length ?? 0;
      client.setQueryData(SKILLS, skills);
      notifications.show({
        message: t("skills.rescanned", { count: Math.max(0, skills.length - before) }),
      });
    },
    onError: (failure) => notDone(failure),
  });
  return (
    <Page testId="skills-page">
      <PageHead
        title={t("skills.title")}
        intro={t("skills.intro")}
        actions={
          <Button
            variant="default"
            leftSection={<IconRefresh size={17} aria-hidden />}
            loading={rescan.isPending}
            data-testid="skills-rescan"
            onClick={() => rescan.mutate()}
          >
            {t("integrations.rescan")}
          </Button>
        }
      />
      <Trouble error={error} title={t("skills.failed")} onRetry={() => void refetch()} />
      {isPending && (
        <div className={grid.grid} aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={150} radius={20} />
          ))}
        </div>
      )}
      {data && data.length > 6 && (
        <TextInput
          mb="md"
          maw={420}
          leftSection={<IconSearch size={18} aria-hidden />}
          label={t("integrations.search")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      {data?.length === 0 && (
        <EmptyState icon={IconSparkles} title={t("skills.none")}>
          {t("skills.noneNext")}
        </EmptyState>
      )}
      {data && data.length > 0 && found.length === 0 && (
        <p className={grid.empty}>{t("skills.nothingFound")}</p>
      )}
      <ul className={grid.grid} aria-label={t("skills.title")}>
        {found.map((one) => (
          <li key={one.id}>
            <SkillCard skill={one} />
          </li>
        ))}
      </ul>
      <div className={panel.stack}>
        <Understanding />
        <ConflictList conflicts={conflicts.data ?? []} />
      </div>
    </Page>
  );
}
