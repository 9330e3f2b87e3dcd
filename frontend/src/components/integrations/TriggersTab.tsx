import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useTriggers } from "../../api/integrationTriggers";
import styles from "../panel/panel.module.css";
import type { TabProps } from "./tabs";
import { TriggerCard } from "./TriggerCard";
import { Trouble } from "../panel/Trouble";

/** What an integration looks for by itself. */
export function TriggersTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const triggers = useTriggers(integration.id);
  return (
    <div className={styles.stack}>
      {triggers.isPending && <Skeleton height={200} radius={20} aria-busy="true" />}
      <Trouble
        error={triggers.error}
        title={t("triggers.unread")}
        onRetry={() => void triggers.refetch()}
      />
      {triggers.data?.map((trigger) => (
        <TriggerCard key={trigger.name} entryId={integration.id} trigger={trigger} />
      ))}
    </div>
  );
}
