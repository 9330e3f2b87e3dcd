import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useActions } from "../../api/integrationActions";
import { ActionCard } from "./ActionCard";
import { ActionRuns } from "./ActionRuns";
import styles from "../panel/panel.module.css";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";

/** What an integration can be ordered to do, to try, and what came of past orders. */
export function ActionsTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const actions = useActions(integration.id);
  return (
    <div className={styles.stack}>
      {actions.isPending && <Skeleton height={160} radius={20} aria-busy="true" />}
      <Trouble
        error={actions.error}
        title={t("actions.unread")}
        onRetry={() => void actions.refetch()}
      />
      {actions.data?.map((action) => (
        <ActionCard key={action.name} entryId={integration.id} action={action} />
      ))}
      <ActionRuns entryId={integration.id} />
    </div>
  );
}
