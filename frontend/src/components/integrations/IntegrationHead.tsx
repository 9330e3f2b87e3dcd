import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type Integration, type Order, useOrder, useTier } from "../../api/integrations";
import { Accounts } from "./Accounts";
import { isUnusable } from "./offers";
import styles from "./integrations.module.css";
import { ordersOf } from "./orders";
import { PluginLogo } from "./PluginLogo";
import { Refusal } from "./Refusal";
import { RemoveDialog } from "./RemoveDialog";
import { StateMark } from "./StateMark";
import { Tier } from "./Tier";
import { Warnings } from "./Warnings";
import { StateReason } from "./StateReason";

/** What an integration is, how it is, and what can be done with it as a whole. */
export function IntegrationHead({ integration }: { integration: Integration }) {
  const { t } = useTranslation();
  const { id, name, description, account, docs, warnings, state, enabled } = integration;
  const quality = useTier(integration);
  const order = useOrder(id);
  const [removing, { open, close }] = useDisclosure(false);
  const removable = enabled || id !== integration.integration_id || state === "missing";
  const busy = (one: Order) => order.isPending && order.variables === one;
  return (
    <Stack gap="sm" mb="lg">
      <Anchor component={Link} to="/integrations" size="sm" w="fit-content">
        <Group gap={4}>
          <IconArrowLeft size={16} aria-hidden />
          {t("integrations.back")}
        </Group>
      </Anchor>
      <div className={styles.cardHead}>
        <PluginLogo name={name} logo={integration.logo} size={56} />
        <div className={styles.cardName}>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Title>
          <StateMark integration={integration} />
        </div>
        <Tier quality={quality} />
      </div>
      {description && <Text>{description}</Text>}
      {account && (
        <Text size="sm" data-testid="integration-account">
          {t("integrations.connectedAs", { account })}
        </Text>
      )}
      {integration.message && state === "loaded" && <Text size="sm">{integration.message}</Text>}
      <StateReason integration={integration} />
      {integration.requirements_unmet.length > 0 && (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("integrations.unmet", { names: integration.requirements_unmet.join(", ") })}
        </Text>
      )}
      {state !== "loaded" && !integration.reason && (
        <Text size="sm" c="dimmed">
          {t(`integrations.about.${state}`)}
        </Text>
      )}
      <Warnings texts={warnings} />
      {order.error && <Refusal error={order.error} />}
      <Group gap="xs">
        {ordersOf(integration).map((one) => (
          <Button
            key={one}
            size="xs"
            variant="light"
            loading={busy(one)}
            disabled={order.isPending}
            data-testid={`order-${one}`}
            onClick={() => order.mutate(one)}
          >
            {t(`integrations.order.${one}`)}
          </Button>
        ))}
        {removable && (
          <Button
            size="xs"
            variant="light"
            color="red"
            onClick={open}
            data-testid="integration-remove"
          >
            {t("integrations.remove.open")}
          </Button>
        )}
        {docs && /^https?:/.test(docs) && (
          <Anchor href={docs} target="_blank" rel="noreferrer" size="sm">
            {t("integrations.docs")}
          </Anchor>
        )}
      </Group>
      {enabled && !isUnusable(integration) && <Accounts integration={integration} />}
      <RemoveDialog integration={integration} opened={removing} onClose={close} />
    </Stack>
  );
}
