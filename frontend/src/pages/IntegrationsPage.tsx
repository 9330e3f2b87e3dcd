import { Alert, Button, Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useIntegrations } from "../api/integrations";
import { explain } from "../api/problem";
import { Gallery } from "../components/integrations/Gallery";
import { imported } from "../components/integrations/offers";
import { IntegrationCard } from "../components/integrations/IntegrationCard";
import grid from "../components/integrations/integrations.module.css";
import { Repairs } from "../components/integrations/Repairs";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";

/** What the home is connected to, and what it could be connected to. */
export function IntegrationsPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useIntegrations();
  const mine = imported(data ?? []);
  return (
    <Page>
      <PageHead title={t("integrations.title")} />
      <Repairs />
      {error && (
        <Alert color="orange" radius="lg" title={t("integrations.failed")} mb="md">
          {explain(error)}
          <Button mt="sm" size="xs" variant="light" onClick={() => void refetch()}>
            {t("home.retry")}
          </Button>
        </Alert>
      )}
      {isPending && (
        <div className={grid.grid} aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={130} radius={20} />
          ))}
        </div>
      )}
      {data && (
        <>
          {mine.length === 0 && <p className={grid.empty}>{t("integrations.none")}</p>}
          <ul className={grid.grid} aria-label={t("integrations.mine")}>
            {mine.map((one) => (
              <li key={one.id}>
                <IntegrationCard integration={one} />
              </li>
            ))}
          </ul>
          <Gallery all={data} />
        </>
      )}
    </Page>
  );
}
