import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useIntegrations } from "../api/integrations";
import styles from "./IntegrationsPage.module.css";

/** What the home is connected to, and what it could be connected to. */
export function IntegrationsPage() {
  const { t } = useTranslation();
  const integrations = useIntegrations();
  return (
    <div className={styles.page}>
      <Title order={1}>{t("integrations.title")}</Title>
      <ul>
        {integrations.data?.map((integration) => (
          <li key={integration.id}>
            <Link to={`/integrations/${encodeURIComponent(integration.id)}`}>
              {integration.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
