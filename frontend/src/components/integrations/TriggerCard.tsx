import { Alert, Button, Switch } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type Trigger, useChangeTrigger, usePoll } from "../../api/integrationTriggers";
import { JsonView } from "../json/JsonView";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { TriggerForm } from "./TriggerForm";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";

interface Props {
  entryId: string;
  trigger: Trigger;
}

/** One trigger: when it looks, for what, and what it found. */
export function TriggerCard({ entryId, trigger }: Props) {
  const { t } = useTranslation();
  const poll = usePoll(entryId, trigger.name);
  const change = useChangeTrigger(entryId, trigger.name);
  return (
    <Section
      title={trigger.name}
      testId={`trigger-${trigger.name}`}
      aside={
        <Button
          variant="light"
          leftSection={<IconRefresh size={18} aria-hidden />}
          loading={poll.isPending || trigger.running}
          onClick={() => poll.mutate()}
          data-testid="poll-now"
        >
          {t("triggers.poll")}
        </Button>
      }
    >
      {trigger.description !== "" && <p className={styles.dimmed}>{trigger.description}</p>}
      <Times trigger={trigger} />
      <div className={styles.stack} style={{ marginTop: 14 }}>
        <div role="status">
          {poll.data && (
            <Alert radius="lg" color="fern" data-testid="poll-result">
              {t("triggers.brought", { count: poll.data.new ?? 0 })}
            </Alert>
          )}
        </div>
        <Trouble error={poll.error} title={t("triggers.failed")} />
        {!poll.error && <Standing trigger={trigger} />}
        <Switch
          label={t("triggers.enabled")}
          checked={trigger.enabled}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ enabled: event.currentTarget.checked })}
          data-testid="trigger-enabled"
        />
        <TriggerForm
          key={JSON.stringify([trigger.inputs, trigger.every])}
          trigger={trigger}
          error={change.error}
          saving={change.isPending}
          onSave={(wanted) => change.mutate(wanted)}
        />
      </div>
      <Records trigger={trigger} />
    </Section>
  );
}

function Times({ trigger }: Pick<Props, "trigger">) {
  const { t } = useTranslation();
  return (
    <ul className={styles.facts}>
      <li>
        {t("triggers.last")}{" "}
        {trigger.last_run_at === null ? t("triggers.never") : <When at={trigger.last_run_at} />}
      </li>
      {trigger.next_run_at !== null && (
        <li>
          {t("triggers.next")} <When at={trigger.next_run_at} />
        </li>
      )}
      <li>{t("triggers.tells", { type: trigger.event })}</li>
    </ul>
  );
}

/** Why it does not poll, or not well. */
function Standing({ trigger }: Pick<Props, "trigger">) {
  const { t } = useTranslation();
  if (trigger.missing.length > 0) {
    return (
      <Alert radius="lg" color="orange" title={t("triggers.missing")}>
        <ul className={styles.list}>
          {trigger.missing.map(({ field, detail }) => (
            <li key={field}>{[field.replace(/^\//, ""), detail].filter(Boolean).join(": ")}</li>
          ))}
        </ul>
      </Alert>
    );
  }
  if (trigger.error === "") {
    return null;
  }
  return (
    <Alert
      radius="lg"
      color="orange"
      title={t("triggers.backOff", { count: trigger.failures })}
      data-testid="trigger-error"
    >
      <p>{trigger.error}</p>
      {trigger.next_run_at !== null && (
        <p>
          {t("triggers.again")} <When at={trigger.next_run_at} />
        </p>
      )}
    </Alert>
  );
}

function Records({ trigger }: Pick<Props, "trigger">) {
  const { t } = useTranslation();
  if (trigger.records.length === 0) {
    return <p className={styles.dimmed}>{t("triggers.noRecords")}</p>;
  }
  return (
    <>
      <h3 className={styles.name}>{t("triggers.records", { count: trigger.records.length })}</h3>
      <ul className={styles.list} data-testid="trigger-records">
        {trigger.records.map((record) => (
          <li key={record.id ?? record.at}>
            <details className={styles.row}>
              <summary>
                <span>{record.id ?? t("triggers.noId")}</span>
                <span className={styles.dimmed}>
                  <When at={record.at} />
                </span>
              </summary>
              <JsonView value={record.data} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
