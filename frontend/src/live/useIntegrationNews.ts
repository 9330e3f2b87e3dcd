import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { applyNews } from "../api/applyNews";
import type { ActionRun } from "../api/integrationActions";
import { type EventPages, type IntegrationEvent, withNewEvents } from "../api/integrationEvents";
import { LOG_LEVELS, type LogLine, withNewLines } from "../api/integrationLog";
import { type Issue, ISSUES, mergeIssue } from "../api/issues";
import { keys } from "../api/queryClient";
import { Batch } from "./Batch";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about what integrations tell, do, log and suffer from. */
export interface IntegrationMessages {
  integration_event: (event: IntegrationEvent) => void;
  run: (run: ActionRun) => void;
  log: (line: LogLine) => void;
  issue: (issue: Issue & { open: boolean }) => void;
}

interface Told<T> {
  id: string;
  news: T;
}

const WAIT_MS = 150;

/** Keep what was fetched of integrations live. */
export function useIntegrationNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const events = new Batch<Told<IntegrationEvent>>((told) => showEvents(client, told), WAIT_MS);
    const lines = new Batch<Told<LogLine>>((told) => showLines(client, told), WAIT_MS);
    const runs = new Batch<{ id: string }>((told) => {
      told.forEach(({ id }) => refetch(client, id, "runs"));
    }, WAIT_MS);
    const onEvent = (event: IntegrationEvent) => events.add({ id: String(event.seq), news: event });
    const onLog = (line: LogLine) => lines.add({ id: String(line.seq), news: line });
    const onRun = (run: ActionRun) => runs.add({ id: run.integration });
    const onIssue = (issue: Issue & { open: boolean }) =>
      applyNews<Issue[]>(client, ISSUES, (known) => known && mergeIssue(known, issue));
    // What was told while the connection was down is fetched.
    const onUp = () => {
      void client.invalidateQueries({ queryKey: ISSUES });
      void client.invalidateQueries({ queryKey: ["integration"] });
    };
    ui.on("integration_event", onEvent);
    ui.on("log", onLog);
    ui.on("run", onRun);
    ui.on("issue", onIssue);
    ui.on("connect", onUp);
    return () => {
      [events, lines, runs].forEach((batch) => batch.stop());
      ui.off("integration_event", onEvent);
      ui.off("log", onLog);
      ui.off("run", onRun);
      ui.off("issue", onIssue);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}

function showEvents(client: QueryClient, told: readonly Told<IntegrationEvent>[]): void {
  for (const [id, events] of byIntegration(told)) {
    for (const [key] of client.getQueriesData({ queryKey: keys.integration(id, "events") })) {
      const type = typeof key[3] === "string" ? key[3] : "";
      applyNews<EventPages>(client, key, (pages) => pages && withNewEvents(pages, events, type));
    }
    if (events.some(({ source }) => source === "poll")) {
      refetch(client, id, "triggers");
    }
    if (events.some(({ source }) => source === "webhook")) {
      refetch(client, id, "webhook");
    }
  }
}

function showLines(client: QueryClient, told: readonly Told<LogLine>[]): void {
  for (const [id, lines] of byIntegration(told)) {
    for (const level of LOG_LEVELS) {
      applyNews<LogLine[]>(
        client,
        keys.integration(id, "log", level),
        (known) => known && withNewLines(known, lines, level),
      );
    }
  }
}

function refetch(client: QueryClient, id: string, what: string): void {
  void client.invalidateQueries({ queryKey: keys.integration(id, what) });
}

function byIntegration<T extends { integration: string }>(
  told: readonly Told<T>[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const { news } of told) {
    groups.set(news.integration, [...(groups.get(news.integration) ?? []), news]);
  }
  return groups;
}
