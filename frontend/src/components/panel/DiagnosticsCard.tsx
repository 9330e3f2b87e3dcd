import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { JsonView } from "../json/JsonView";
import { download } from "./download";
import styles from "./panel.module.css";
import { Section } from "./Section";
import { Trouble } from "./Trouble";

interface Props {
  /** Whose it is, for the file's name. */
  id: string;
  help: string;
  collect: () => Promise<unknown>;
  testId: string;
}

/** One file with everything that helps to find a fault. */
export function DiagnosticsCard({ id, help, collect, testId }: Props) {
  const { t } = useTranslation();
  const collected = useMutation({
    mutationFn: collect,
    onSuccess: (document) => download(`${id}-diagnostics.json`, JSON.stringify(document, null, 2)),
  });
  return (
    <Section
      title={t("diagnostics.title")}
      testId={testId}
      aside={
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={collected.isPending}
          onClick={() => collected.mutate()}
          data-testid={`${testId}-download`}
        >
          {t("diagnostics.download")}
        </Button>
      }
    >
      <p className={styles.dimmed}>{help}</p>
      <Trouble error={collected.error} title={t("diagnostics.failed")} />
      {collected.data !== undefined && (
        <details className={styles.row}>
          <summary>
            <span>{t("diagnostics.look")}</span>
          </summary>
          <JsonView value={collected.data} />
        </details>
      )}
    </Section>
  );
}
