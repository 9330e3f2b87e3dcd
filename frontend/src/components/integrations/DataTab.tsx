import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEndpoints } from "../../api/integrationData";
import { DataCard } from "./DataCard";
import styles from "../panel/panel.module.css";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";

/** The series of numbers an integration gives. */
export function DataTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const endpoints = useEndpoints(integration.id);
  return (
    <div className={styles.stack}>
      <p className={styles.dimmed}>{t("data.help")}</p>
      {endpoints.isPending && <Skeleton height={260} radius={20} aria-busy="true" />}
      <Trouble
        error={endpoints.error}
        title={t("data.unread")}
        onRetry={() => void endpoints.refetch()}
      />
      {endpoints.data?.length === 0 && <p className={styles.dimmed}>{t("data.none")}</p>}
      {endpoints.data?.map((endpoint) => (
        <DataCard key={endpoint} integration={integration} endpoint={endpoint} />
      ))}
    </div>
  );
}
