import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { versioned, type Versioned } from "../../api/client";
import type { Schema, Values } from "../../api/integrations";
import { isChangedMeanwhile } from "../../api/problem";
import {
  type Skill,
  skillAddress,
  skillKey,
  SKILLS,
  useSkillSchema,
  useSkillSettings,
} from "../../api/skills";
import { hasFields } from "../integrations/refusals";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { SchemaForm } from "../schema/SchemaForm";
import type { SkillTabProps } from "./tabs";

/** The settings of a skill. */
export function SkillSettingsTab({ skill }: SkillTabProps) {
  const { t } = useTranslation();
  const schema = useSkillSchema(skill.id);
  const settings = useSkillSettings(skill.id);
  const error = schema.error ?? settings.error;
  if (error) {
    return (
      <Trouble
        error={error}
        title={t("integrations.settingsFailed")}
        onRetry={() => void Promise.all([schema.refetch(), settings.refetch()])}
      />
    );
  }
  if (!schema.data || !settings.data) {
    return <Skeleton height={220} radius={20} aria-busy="true" />;
  }
  return <SkillSettings skill={skill} schema={schema.data} latest={settings.data} />;
}

interface Props {
  skill: Skill;
  schema: Schema;
  /** What the hub holds now. */
  latest: Versioned<Values>;
}

/** The form: never saved over somebody else's unseen, and what was typed stays when it is refused. */
function SkillSettings({ skill, schema, latest }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [base, setBase] = useState(latest);
  const [dirty, setDirty] = useState(false);
  if (latest.etag !== base.etag && !dirty) {
    setBase(latest);
  }
  const save = useMutation({
    mutationFn: ({ values, overwrite }: { values: Values; overwrite?: boolean }) =>
      versioned<Values>(
        "PUT",
        skillAddress(skill.id, "config"),
        values,
        overwrite === true ? "" : base.etag,
      ),
    onSuccess: async (saved) => {
      client.setQueryData(skillKey(skill.id, "config"), saved);
      setBase(saved);
      setDirty(false);
      notifications.show({ message: t("integrations.saved", { name: skill.name }) });
      await client.invalidateQueries({ queryKey: SKILLS });
    },
    onError: (error) => {
      if (isChangedMeanwhile(error)) {
        void client.invalidateQueries({ queryKey: skillKey(skill.id, "config") });
      }
    },
  });
  if (!hasFields(schema)) {
    return (
      <Section title={t("skills.tab.settings")}>
        <Text mt="xs">{t("integrations.noSettings")}</Text>
      </Section>
    );
  }
  const { error, variables } = save;
  const overwrite = () => {
    if (variables) {
      save.mutate({ ...variables, overwrite: true });
    }
  };
  return (
    <Section title={t("skills.tab.settings")} testId="skill-settings">
      <Stack maw={640} mt="md">
        <SchemaForm
          key={base.etag}
          schema={schema}
          values={base.data}
          error={error}
          name="settings"
          onEdit={() => setDirty(true)}
          onSubmit={(values) => save.mutate({ values })}
        >
          <SaveRefusal
            error={error}
            onOverwrite={overwrite}
            onTheirs={() => {
              setBase(latest);
              setDirty(false);
              save.reset();
            }}
          />
          <Button
            type="submit"
            w="fit-content"
            loading={save.isPending}
            data-testid="skill-settings-save"
          >
            {t("integrations.save")}
          </Button>
        </SchemaForm>
      </Stack>
    </Section>
  );
}
