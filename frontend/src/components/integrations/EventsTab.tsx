import { Button, Select, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type IntegrationEvent, useEvents } from "../../api/integrationEvents";
import { JsonView } from "../json/JsonView";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import type { TabProps } from "./tabs";
import { Trouble } from "../panel/Trouble";
import { WebhookCard } from "./WebhookCard";
import { When } from "../panel/When";

/** What an integration told, live, and the address its service tells it at. */
export function EventsTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const [type, setType] = useState("");
  const declared = integration.offers.events ?? {};
  const events = useEvents(integration.id, type);
  const told = events.data?.pages.flat() ?? [];
  const types = [...new Set([...Object.keys(declared), ...told.map((one) => one.type)])];
  return (
    <div className={styles.stack}>
      {integration.offers.webhook && <WebhookCard entryId={integration.id} />}
      <Section
        title={t("events.title")}
        testId="events"
        aside={
          <Select
            size="sm"
            aria-label={t("events.filter")}
            placeholder={t("events.every")}
            data={types}
            value={type === "" ? null : type}
            onChange={(value) => setType(value ?? "")}
            clearable
            clearButtonProps={{ "aria-label": t("events.every") }}
            comboboxProps={{ withinPortal: true }}
            data-testid="event-filter"
          />
        }
      >
        {type !== "" && declared[type] && <p className={styles.dimmed}>{declared[type]}</p>}
        {events.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={events.error}
          title={t("events.unread")}
          onRetry={() => void events.refetch()}
        />
        {events.data && told.length === 0 && <p className={styles.dimmed}>{t("events.none")}</p>}
        <ul className={styles.list} aria-live="polite" aria-relevant="additions">
          {told.map((event) => (
            <li key={event.seq}>
              <Told event={event} />
            </li>
          ))}
        </ul>
        {events.hasNextPage && (
          <Button
            variant="default"
            size="sm"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
            data-testid="events-older"
          >
            {t("panel.older")}
          </Button>
        )}
      </Section>
    </div>
  );
}

function Told({ event }: { event: IntegrationEvent }) {
  const { t, i18n } = useTranslation();
  const source = `events.source.${event.source}`;
  const say = t as unknown as (key: string) => string;
  return (
    <details className={styles.row} data-testid="event" data-type={event.type}>
      <summary>
        <span>{event.type}</span>
        <span className={styles.dimmed}>
          {i18n.exists(source) ? say(source) : event.source} · <When at={event.at} />
        </span>
      </summary>
      {event.external_id !== null && (
        <p className={styles.dimmed}>{t("events.id", { id: event.external_id })}</p>
      )}
      <JsonView value={event.payload} />
    </details>
  );
}
