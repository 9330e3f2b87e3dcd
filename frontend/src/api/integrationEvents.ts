import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { request } from "./client";
import { address } from "./integrations";
import { keys } from "./queryClient";

/** Something an integration told. */
export interface IntegrationEvent {
  seq: number;
  integration: string;
  type: string;
  external_id: string | null;
  payload: Record<string, unknown>;
  /** "webhook", "poll" or "code". */
  source: string;
  /** Seconds since the epoch. */
  at: number;
}

export type EventPages = InfiniteData<IntegrationEvent[], number | null>;

/** Where a service sends news, and what it must prove. */
export interface Webhook {
  /** Null while the hub has no address for others. */
  url: string | null;
  path: string;
  verify: { method: string; header: string; setting: string; time_header: string } | null;
  /** The secret the hub made; null where a person gave one, or none is needed. */
  secret: string | null;
  max_bytes: number;
  /** Seconds since the epoch. */
  last_at: number | null;
  last_problem: string;
  upstream: { managed: boolean; registered: boolean; problem: string };
}

export const EVENTS_PAGE = 50;
/** A page left open must not grow without end. */
const MOST_AHEAD = 500;

/** What an integration told, newest first; one type alone, or all with a blank one. */
export function useEvents(id: string, type: string) {
  return useInfiniteQuery({
    queryKey: keys.integration(id, "events", type),
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: String(EVENTS_PAGE) });
      if (type !== "") {
        query.set("type", type);
      }
      if (pageParam !== null) {
        query.set("before", String(pageParam));
      }
      return request<IntegrationEvent[]>("GET", `${address(id, "events")}?${query.toString()}`);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < EVENTS_PAGE ? undefined : last.at(-1)?.seq),
  });
}

/** Put events that were just told in front; those that are known already change nothing. */
export function withNewEvents(
  pages: EventPages,
  told: readonly IntegrationEvent[],
  type = "",
): EventPages {
  const known = new Set(pages.pages.flat().map(({ seq }) => seq));
  const fresh = told
    .filter((event) => !known.has(event.seq) && (type === "" || event.type === type))
    .sort((a, b) => b.seq - a.seq);
  if (fresh.length === 0) {
    return pages;
  }
  const [first = [], ...others] = pages.pages;
  const newest = [...fresh, ...first].sort((a, b) => b.seq - a.seq);
  if (newest.length > MOST_AHEAD) {
    return { pages: [newest.slice(0, EVENTS_PAGE)], pageParams: pages.pageParams.slice(0, 1) };
  }
  return { ...pages, pages: [newest, ...others] };
}

/** The webhook of an integration. */
export function useWebhook(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "webhook"),
    queryFn: () => request<Webhook>("GET", address(id, "webhook")),
  });
}

/** Give a webhook another address. */
export function useRenewWebhook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<Webhook>("POST", address(id, "webhook/renew")),
    onSuccess: (webhook) => client.setQueryData(keys.integration(id, "webhook"), webhook),
  });
}
