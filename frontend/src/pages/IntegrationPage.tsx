import { Skeleton } from "@mantine/core";
import { useParams } from "react-router";

import { useIntegrations } from "../api/integrations";
import { IntegrationHead } from "../components/integrations/IntegrationHead";
import { Repairs } from "../components/integrations/Repairs";
import { TABS } from "../components/integrations/tabs";
import { Page } from "../components/panel/Page";
import { TabFrame } from "../components/panel/TabFrame";
import { NotFoundPage } from "./NotFoundPage";

/** One integration, or one account of it: how it is, and everything that can be done with it. */
export function IntegrationPage() {
  const { id = "" } = useParams();
  const integrations = useIntegrations();
  const integration = integrations.data?.find((one) => one.id === id);
  if (integrations.isPending) {
    return <Skeleton height={240} radius={20} m="lg" aria-busy="true" />;
  }
  if (!integration) {
    return <NotFoundPage />;
  }
  const tabs = TABS.filter(({ shown }) => shown?.(integration) ?? true);
  return (
    <Page>
      <IntegrationHead integration={integration} />
      <Repairs entryId={id} />
      <TabFrame
        tabs={tabs}
        address={`/integrations/${encodeURIComponent(id)}`}
        panel={({ Panel }) => <Panel key={integration.id} integration={integration} />}
      />
    </Page>
  );
}
