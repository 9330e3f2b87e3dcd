import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Integration } from "../../api/integrations";
import { clock } from "./words";

/** Why an integration does not work, and what to do about it. */
export function StateReason({ integration }: { integration: Integration }) {
  const { t, i18n } = useTranslation();
  const { cure, retry_at: retryAt, progress, health, warnings, state } = integration;
  const warned = state === "loaded" && health.dot !== "ok" ? warnings[0] : undefined;
  const reason = integration.reason || warned;
  if (!reason && !cure && !progress) {
    return null;
  }
  return (
    <div data-testid="integration-trouble" style={{ overflowWrap: "anywhere" }}>
      {reason && (
        <Text size="sm" fw={600}>
          {reason}
        </Text>
      )}
      {cure && <Text size="sm">{cure}</Text>}
      {retryAt !== null && state === "setup_retry" && (
        <Text size="sm" c="dimmed">
          {t("integrations.retry", { time: clock(retryAt, i18n.language) })}
        </Text>
      )}
      {progress && (
        <Text size="sm" c="dimmed" role="status">
          {progress}
        </Text>
      )}
    </div>
  );
}
