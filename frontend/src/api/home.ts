import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request, requestIfNew } from "./client";
import { ApiError } from "./problem";
import { keys } from "./queryClient";
import type { Area, ControlRequest, Entity } from "./types";

/** The areas of the home. */
export function useAreas() {
  return useQuery({ queryKey: keys.areas, queryFn: () => request<Area[]>("GET", "/api/areas") });
}

/** Every entity, kept live by the `/ui` socket. */
export function useEntities() {
  return useQuery({
    queryKey: keys.entities,
    queryFn: () => requestIfNew<Entity[]>("/api/entities"),
  });
}

/** Put newer versions of some entities in place; unknown ones are added. */
export function mergeEntities(known: readonly Entity[], changed: readonly Entity[]): Entity[] {
  const byId = new Map(changed.map((entity) => [entity.id, entity]));
  const merged = known.map((entity) => {
    const newer = byId.get(entity.id);
    byId.delete(entity.id);
    return newer ?? entity;
  });
  return [...merged, ...byId.values()];
}

/** Call a service of an entity; returns the entity as it is then. */
export function controlEntity(
  id: string,
  service: string,
  data: Record<string, unknown>,
): Promise<Entity> {
  return request<Entity>("POST", `${place(id)}/control`, {
    service,
    data,
  } satisfies ControlRequest);
}

/** What people decide about an entity. */
export type EntityChoice = Pick<Entity, "name" | "area_id" | "aliases" | "exposed">;

/** Change what people decide about an entity, unless somebody else changed it meanwhile. */
export function useChangeEntity(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<EntityChoice> & { was?: Partial<EntityChoice> }) =>
      request<Entity>("PATCH", place(id), change),
    onSuccess: (entity) => {
      client.setQueryData<Entity[]>(
        keys.entities,
        (known) => known && mergeEntities(known, [entity]),
      );
    },
  });
}

/** Delete an entity nothing speaks for any more. */
export function useDeleteEntity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<unknown>("DELETE", place(id)).catch((error: unknown) => {
        // Somebody else was quicker.
        if (!(error instanceof ApiError && error.status === 404)) {
          throw error;
        }
      }),
    onSuccess: (_gone, id) =>
      client.setQueryData<Entity[]>(keys.entities, (known) =>
        known?.filter((entity) => entity.id !== id),
      ),
  });
}

function place(id: string): string {
  return `/api/entities/${encodeURIComponent(id)}`;
}
