import { Alert, Badge, Button, Skeleton } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { type DataBatch, useData } from "../../api/integrationData";
import type { Integration } from "../../api/integrations";
import { CopyField } from "../panel/CopyField";
import { DataTable } from "./DataTable";
import { LineChart } from "./LineChart";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";

interface Props {
  integration: Integration;
  endpoint: string;
}

/** The data of one endpoint: its name to copy, a picture, and the numbers. */
export function DataCard({ integration, endpoint }: Props) {
  const { t } = useTranslation();
  const data = useData(integration.id, endpoint);
  const title = endpoint === "" ? integration.name : endpoint;
  return (
    <Section
      title={title}
      testId={`data-${endpoint}`}
      aside={
        data.data?.stale && (
          <Badge color="orange" variant="light" data-testid="data-stale">
            {t("data.stale")}
          </Badge>
        )
      }
    >
      {data.isPending && <Skeleton height={200} radius={16} mt="md" aria-busy="true" />}
      <Trouble error={data.error} title={t("data.unread")} onRetry={() => void data.refetch()} />
      {data.data && <Batch title={title} batch={data.data} />}
    </Section>
  );
}

function Batch({ title, batch }: { title: string; batch: DataBatch }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const table = useId();
  return (
    <>
      {batch.stale && (
        <Alert mt="sm" radius="lg" color="orange" title={t("data.staleText")}>
          {batch.error}
        </Alert>
      )}
      <LineChart title={title} dates={batch.dates} series={batch.series} />
      <ul className={styles.facts}>
        <li>
          {t("data.fetched")} <When at={batch.at} />
        </li>
        <li>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={open}
            aria-controls={table}
            onClick={() => setOpen(!open)}
          >
            {open ? t("data.noTable") : t("data.table")}
          </Button>
        </li>
      </ul>
      <div id={table} hidden={!open}>
        {open && <DataTable batch={batch} />}
      </div>
      <CopyField label={t("data.reference")} value={batch.reference} testId="data-reference" />
    </>
  );
}
