import { Alert, Button, Skeleton } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type SyncOutcome, useChoose, usePreview, useSync } from "../../api/integrationEntities";
import { EntityChoice } from "./EntityChoice";
import { Outcomes } from "./Outcomes";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";

/** What an integration offers, what of it is wanted, and what a sync changes. */
export function EntitiesTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const preview = usePreview(integration.id);
  const sync = useSync(integration.id);
  const choose = useChoose(integration.id);
  const loaded = integration.state === "loaded";
  const done: SyncOutcome | undefined = choose.data ?? sync.data;
  const busy = sync.isPending || choose.isPending;
  return (
    <div className={styles.stack}>
      <Trouble error={sync.error ?? choose.error} title={t("entities.failed")} />
      {done && (
        <Alert radius="lg" color="fern" role="status" data-testid="sync-result">
          {loaded ? <Outcomes outcome={done} /> : t("entities.keptForLater")}
        </Alert>
      )}
      {!done && loaded && preview.data?.needs_sync && (
        <Alert radius="lg" color="orange" title={t("entities.needsSync")} data-testid="needs-sync">
          <Outcomes outcome={preview.data.changes} />
        </Alert>
      )}
      <Section
        title={t("entities.title")}
        aside={
          loaded && (
            <Button
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={sync.isPending}
              disabled={busy}
              onClick={() => {
                choose.reset();
                sync.mutate();
              }}
              data-testid="sync-now"
            >
              {t("entities.sync")}
            </Button>
          )
        }
      >
        {preview.isPending && <Skeleton height={220} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={preview.error}
          title={t("entities.unread")}
          onRetry={() => void preview.refetch()}
        />
        {preview.data && (
          <EntityChoice
            key={preview.dataUpdatedAt}
            preview={preview.data}
            saving={choose.isPending}
            onSave={(keys) => {
              sync.reset();
              choose.mutate(keys);
            }}
          />
        )}
      </Section>
    </div>
  );
}
