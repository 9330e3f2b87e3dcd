import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { address } from "./integrations";
import { keys } from "./queryClient";

/** What a sync did or would do: names of things, by outcome. */
export interface SyncOutcome {
  created: string[];
  updated: string[];
  reconnected: string[];
  detached: string[];
  removed: string[];
}

export const OUTCOMES = ["created", "updated", "reconnected", "detached", "removed"] as const;

/** One thing an integration has. */
export interface OfferedEntity {
  key: string;
  name: string;
  domain: string;
  area: string | null;
  chosen: boolean;
  /** The entity it is already; null for a new one. */
  entity_id: string | null;
}

/** What an integration offers, and what a sync would change. */
export interface Preview {
  count: number;
  entities: OfferedEntity[];
  /** The keys that were chosen; null: everything, also what comes later. */
  choice: string[] | null;
  changes: SyncOutcome;
  needs_sync: boolean;
}

/** What an integration offers; its service is asked for it. */
export function usePreview(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "preview"),
    queryFn: () => request<Preview>("GET", address(id, "entities/preview")),
  });
}

/** Ask an integration for its entities again. */
export function useSync(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: () => request<SyncOutcome>("POST", address(id, "sync")),
    onSettled: refresh,
  });
}

/** Choose by key which things become entities; null for all there are and will be. */
export function useChoose(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (chosen: string[] | null) =>
      request<SyncOutcome>("PUT", address(id, "entities/choice"), { keys: chosen }),
    onSettled: refresh,
  });
}

function useRefresh(id: string) {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.integration(id, "preview") }),
      client.invalidateQueries({ queryKey: keys.entities }),
      client.invalidateQueries({ queryKey: keys.areas }),
    ]);
  };
}
