import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type Integration, useLastPoll, useTier } from "../../api/integrations";
import styles from "./integrations.module.css";
import { PluginLogo } from "./PluginLogo";
import { StateMark } from "./StateMark";
import { Tier } from "./Tier";
import { StateReason } from "./StateReason";
import { clock } from "./words";

/** An integration of this home: how it is, who is signed in, and what came of it. */
export function IntegrationCard({ integration }: { integration: Integration }) {
  const { t, i18n } = useTranslation();
  const quality = useTier(integration);
  const polled = useLastPoll(integration);
  const { id, name, account, entities } = integration;
  return (
    <article className={styles.card} data-testid="integration-card" data-integration={id}>
      <div className={styles.cardHead}>
        <PluginLogo name={name} logo={integration.logo} />
        <div className={styles.cardName}>
          <Link to={`/integrations/${encodeURIComponent(id)}`} className={styles.cover}>
            {name}
          </Link>
          <StateMark integration={integration} />
        </div>
        <Tier quality={quality} />
      </div>
      <StateReason integration={integration} />
      <Text size="sm" c="dimmed" className={styles.facts}>
        {account && <span>{t("integrations.connectedAs", { account })}</span>}
        <span>{t("integrations.entities", { count: entities })}</span>
        {polled !== null && (
          <span>{t("integrations.polled", { time: clock(polled, i18n.language) })}</span>
        )}
      </Text>
    </article>
  );
}
