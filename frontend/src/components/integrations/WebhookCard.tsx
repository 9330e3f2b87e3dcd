import { Alert, Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRenewWebhook, useWebhook, type Webhook } from "../../api/integrationEvents";
import { Confirm } from "../panel/Confirm";
import { CopyField } from "../panel/CopyField";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";

interface Props {
  entryId: string;
}

/** Where a service sends news: the address and the secret to copy there, and how it goes. */
export function WebhookCard({ entryId }: Props) {
  const { t } = useTranslation();
  const webhook = useWebhook(entryId);
  const renew = useRenewWebhook(entryId);
  const [asking, setAsking] = useState(false);
  return (
    <Section
      title={t("webhook.title")}
      testId="webhook"
      aside={
        <Button
          variant="default"
          size="sm"
          loading={renew.isPending}
          onClick={() => setAsking(true)}
          data-testid="webhook-renew"
        >
          {t("webhook.renew")}
        </Button>
      }
    >
      {webhook.isPending && <Skeleton height={80} radius={16} mt="md" aria-busy="true" />}
      <Trouble
        error={webhook.error ?? renew.error}
        title={t("webhook.unread")}
        onRetry={() => void webhook.refetch()}
      />
      {webhook.data && <Details webhook={webhook.data} />}
      <Confirm
        opened={asking}
        title={t("webhook.renewTitle")}
        text={t("webhook.renewText")}
        action={t("webhook.renewNow")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          renew.mutate();
        }}
      />
    </Section>
  );
}

function Details({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const { verify, upstream } = webhook;
  return (
    <div className={styles.stack} style={{ marginTop: 12 }}>
      {webhook.url === null ? (
        <>
          <Alert radius="lg" color="orange" title={t("webhook.noAddress")}>
            {t("webhook.noAddressText")}
          </Alert>
          <CopyField
            label={t("webhook.path")}
            value={webhook.path}
            description={t("webhook.pathHelp")}
            testId="webhook-address"
          />
        </>
      ) : (
        <CopyField
          label={t("webhook.address")}
          value={webhook.url}
          description={upstream.managed ? t("webhook.managed") : t("webhook.addressHelp")}
          testId="webhook-address"
        />
      )}
      {webhook.secret !== null && (
        <CopyField
          label={t("webhook.secret")}
          value={webhook.secret}
          description={t("webhook.secretHelp")}
          testId="webhook-secret"
        />
      )}
      <ul className={styles.facts}>
        <li>
          {verify
            ? t("webhook.proof", { method: verify.method, header: verify.header })
            : t("webhook.noProof")}
        </li>
        {verify && webhook.secret === null && (
          <li>{t("webhook.ownSecret", { setting: verify.setting })}</li>
        )}
        <li data-testid="webhook-last">
          {t("webhook.last")}{" "}
          {webhook.last_at === null ? t("webhook.never") : <When at={webhook.last_at} />}
        </li>
      </ul>
      {webhook.last_problem !== "" && (
        <Alert radius="lg" color="orange" title={t("webhook.refused")}>
          {webhook.last_problem}
        </Alert>
      )}
      {upstream.problem !== "" && (
        <Alert radius="lg" color="orange" title={t("webhook.notRegistered")}>
          {upstream.problem}
        </Alert>
      )}
    </div>
  );
}
