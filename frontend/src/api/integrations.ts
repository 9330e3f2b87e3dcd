import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request, versioned } from "./client";
import { keys } from "./queryClient";

/** Where an integration stands, as the hub names it. */
export const STATES = [
  "not_loaded",
  "setup_in_progress",
  "loaded",
  "setup_retry",
  "setup_error",
  "needs_setup",
  "reauth",
  "migration_error",
  "broken",
  "missing",
  "unsupported",
  "paused",
] as const;

export type IntegrationState = (typeof STATES)[number];

/** An integration, or one account of it, as `GET /api/integrations` tells. */
export interface Integration {
  id: string;
  kind: string;
  name: string;
  description: string;
  state: IntegrationState;
  reason: string;
  cure: string;
  warnings: string[];
  version: string;
  category: string;
  origin: string;
  enabled: boolean;
  required_integrations: string[];
  configurable: boolean;
  /** How many entities it has in the home. */
  entities: number;
  failures: number;
  /** The integration an account belongs to; its own id for the first account. */
  integration_id: string;
  /** "Connected as …"; blank where nobody signs in. */
  account: string;
  message: string;
  /** Seconds since the epoch. */
  retry_at: number | null;
  health: { dot: "ok" | "warn" | "bad" | "off"; text: string };
  docs: string;
  signs_in: boolean;
  logo: string;
  quality: string;
  requirements_unmet: string[];
  /** What of the hub a skill may use; null: everything. */
  permissions: string[] | null;
  /** What an install of packages does just now; blank otherwise. */
  progress: string;
  offers: Offers;
}

/** Which parts an integration has; of one that is not loaded only its entities are known. */
export interface Offers {
  entities: boolean;
  actions?: number;
  triggers?: number;
  /** Types it may tell, with a sentence each. */
  events?: Record<string, string>;
  webhook?: boolean;
  data?: boolean;
  manage?: boolean;
}

export type Values = Record<string, unknown>;
export type Schema = Record<string, unknown>;

/** Where to sign in, and how that stands. */
export interface Access {
  login_url: string;
  callback_url: string;
  connected: boolean;
  requires_reconnect: boolean;
  /** Seconds since the epoch. */
  expires_at: number | null;
  scope: string;
  account: string;
  warnings: string[];
}

/** What removing would do. */
export interface Removal {
  id: string;
  name: string;
  entities: { id: string; name: string; decided: string[] }[];
  detached: string[];
  removed: string[];
}

/** The address of something of one integration. */
export function address(id: string, ...rest: string[]): string {
  return ["/api/integrations", encodeURIComponent(id), ...rest].join("/");
}

/** Every integration and account, kept live by the `/ui` socket. */
export function useIntegrations() {
  return useQuery({
    queryKey: keys.integrations,
    queryFn: () => request<Integration[]>("GET", "/api/integrations"),
  });
}

/**
 * Put a newer version of an integration in place; an unknown one is added. News are not in the
 * page's language, so its words stay.
 */
export function mergeIntegration(
  known: readonly Integration[],
  changed: Integration,
): Integration[] {
  return known.some(({ id }) => id === changed.id)
    ? known.map((one) =>
        one.id === changed.id ? { ...one, ...changed, description: one.description } : one,
      )
    : [...known, changed];
}

/** The form of an integration's settings. */
export function useSettingsSchema(id: string, enabled = true) {
  return useQuery({
    queryKey: keys.integration(id, "schema"),
    queryFn: () => request<Schema>("GET", address(id, "config/schema")),
    enabled,
  });
}

/** The stored settings and their version. */
export function useSettings(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "config"),
    queryFn: () => versioned<Values>("GET", address(id, "config")),
  });
}

/** How the sign-in of an integration stands. */
export function useAccess(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "access"),
    queryFn: () => request<Access>("GET", address(id, "access")),
  });
}

/** How good an integration is. The hub looks only when it is asked, and that takes a moment. */
export function useTier(integration: Integration, wanted = true): string {
  const { id, quality, state } = integration;
  const one = useQuery({
    queryKey: keys.integration(id, "quality", state),
    queryFn: () => request<Integration>("GET", address(id)),
    enabled: wanted && quality === "",
    staleTime: Infinity,
  });
  return quality || (one.data?.quality ?? "");
}

/** When an integration last asked its service for news, in seconds since the epoch. */
export function useLastPoll(integration: Integration): number | null {
  const triggers = useQuery({
    queryKey: keys.integration(integration.id, "last-poll"),
    queryFn: () =>
      request<{ last_run_at: number | null }[]>("GET", address(integration.id, "triggers")),
    enabled: integration.state === "loaded",
    refetchInterval: 60_000,
    retry: false,
  });
  const times = (triggers.data ?? []).map(({ last_run_at: at }) => at ?? 0);
  return Math.max(0, ...times) || null;
}

/** What removing an integration would do. */
export function useRemoval(id: string, mode: RemovalMode, enabled: boolean) {
  return useQuery({
    queryKey: keys.integration(id, "removal", mode),
    queryFn: () => request<Removal>("DELETE", `${address(id)}?dry_run=1&mode=${mode}`),
    enabled,
    staleTime: 0,
  });
}

export type RemovalMode = "safe" | "all";

/** What can be ordered of an integration without telling it anything. */
export type Order = "activate" | "deactivate" | "pause" | "resume" | "reload" | "requirements";

/** Order something of an integration; the list follows. */
export function useOrder(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: Order) => request<Integration>("POST", address(id, order)),
    onSuccess: (changed) =>
      client.setQueryData<Integration[]>(
        keys.integrations,
        (known) => known && mergeIntegration(known, changed),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.integrations }),
        client.invalidateQueries({ queryKey: keys.integration(id) }),
      ]),
  });
}

/** Fetch anew what is known of an integration, and of all. */
export function useRefresh(id: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.integrations }),
      client.invalidateQueries({ queryKey: keys.integration(id) }),
      client.invalidateQueries({ queryKey: keys.entities }),
    ]);
}
