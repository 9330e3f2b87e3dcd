import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPackage } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { type Skill, skillAddress, SKILLS } from "../../api/skills";
import { Section } from "../panel/Section";
import styles from "../panel/panel.module.css";
import { Trouble } from "../panel/Trouble";

/** The packages a skill needs and has not; nothing when it has all. */
export function RequirementsCard({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const install = useMutation({
    mutationFn: () => request<Skill>("POST", skillAddress(skill.id, "requirements"), {}),
    onSuccess: () =>
      notifications.show({ message: t("skills.about.installed", { name: skill.name }) }),
    onSettled: () => client.invalidateQueries({ queryKey: SKILLS }),
  });
  if (skill.requirements_unmet.length === 0) {
    return null;
  }
  return (
    <Section
      title={t("skills.about.unmet", { names: skill.requirements_unmet.join(", ") })}
      testId="skill-requirements"
      aside={
        <Button
          leftSection={<IconPackage size={18} aria-hidden />}
          loading={install.isPending}
          onClick={() => install.mutate()}
        >
          {t("skills.about.install")}
        </Button>
      }
    >
      <Trouble error={install.error} title={t("skills.about.failed")} />
      {install.isPending && skill.progress && <p className={styles.dimmed}>{skill.progress}</p>}
    </Section>
  );
}
