import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { type Skill, skillAddress } from "../../api/skills";
import { JsonView } from "../json/JsonView";
import { download } from "../panel/download";
import { Section } from "../panel/Section";
import styles from "../panel/panel.module.css";
import { Trouble } from "../panel/Trouble";

/** One file with everything that helps to find a fault in a skill. */
export function SkillDiagnosticsCard({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const collect = useMutation({
    mutationFn: () => request<unknown>("GET", skillAddress(skill.id, "diagnostics")),
    onSuccess: (document) =>
      download(`${skill.id}-diagnostics.json`, JSON.stringify(document, null, 2)),
  });
  return (
    <Section
      title={t("diagnostics.title")}
      testId="skill-diagnostics"
      aside={
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={collect.isPending}
          onClick={() => collect.mutate()}
          data-testid="skill-diagnostics-download"
        >
          {t("diagnostics.download")}
        </Button>
      }
    >
      <p className={styles.dimmed}>{t("skills.about.diagnostics")}</p>
      <Trouble error={collect.error} title={t("diagnostics.failed")} />
      {collect.data !== undefined && (
        <details className={styles.row}>
          <summary>
            <span>{t("diagnostics.look")}</span>
          </summary>
          <JsonView value={collect.data} />
        </details>
      )}
    </Section>
  );
}
