import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { fetchDiagnostics } from "../../api/integrationQuality";
import { JsonView } from "../json/JsonView";
import { download } from "../panel/download";
import styles from "../panel/panel.module.css";
import { QualityCard } from "./QualityCard";
import { Section } from "../panel/Section";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";

/** What helps to find a fault, and how well the integration is made. */
export function DiagnosticsTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const collect = useMutation({
    mutationFn: () => fetchDiagnostics(integration.id),
    onSuccess: (document) =>
      download(`${integration.id}-diagnostics.json`, JSON.stringify(document, null, 2)),
  });
  return (
    <div className={styles.stack}>
      <Section
        title={t("diagnostics.title")}
        testId="diagnostics"
        aside={
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={collect.isPending}
            onClick={() => collect.mutate()}
            data-testid="diagnostics-download"
          >
            {t("diagnostics.download")}
          </Button>
        }
      >
        <p className={styles.dimmed}>{t("diagnostics.help")}</p>
        <Trouble error={collect.error} title={t("diagnostics.failed")} />
        {collect.data && (
          <details className={styles.row}>
            <summary>
              <span>{t("diagnostics.look")}</span>
            </summary>
            <JsonView value={collect.data} />
          </details>
        )}
      </Section>
      <QualityCard entryId={integration.id} />
    </div>
  );
}
