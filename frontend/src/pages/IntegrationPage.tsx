import { Skeleton, Tabs } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { useIntegrations } from "../api/integrations";
import { IntegrationHead } from "../components/integrations/IntegrationHead";
import { Repairs } from "../components/integrations/Repairs";
import { TABS } from "../components/integrations/tabs";
import { Page } from "../components/panel/Page";
import { NotFoundPage } from "./NotFoundPage";

/** One integration, or one account of it: how it is, and everything that can be done with it. */
export function IntegrationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id = "", tab } = useParams();
  const integrations = useIntegrations();
  const integration = integrations.data?.find((one) => one.id === id);
  if (integrations.isPending) {
    return <Skeleton height={240} radius={20} m="lg" aria-busy="true" />;
  }
  if (!integration) {
    return <NotFoundPage />;
  }
  const tabs = TABS.filter(({ shown }) => shown?.(integration) ?? true);
  const current = tabs.find((one) => one.id === tab) ?? tabs[0];
  return (
    <Page>
      <IntegrationHead integration={integration} />
      <Repairs entryId={id} />
      <Tabs
        value={current?.id ?? null}
        onChange={(next) =>
          void navigate(`/integrations/${encodeURIComponent(id)}/${next ?? ""}`, { replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List>
          {tabs.map((one) => (
            <Tabs.Tab key={one.id} value={one.id}>
              {t(one.label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id: name, Panel }) => (
          <Tabs.Panel key={name} value={name} pt="lg">
            <Suspense fallback={<Skeleton height={160} radius={20} aria-busy="true" />}>
              <Panel key={integration.id} integration={integration} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
