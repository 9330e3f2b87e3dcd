import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { isSignedOut } from "./problem";
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
    queryFn: () => request<Entity[]>("GET", "/api/entities"),
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

interface Control extends ControlRequest {
  entity: Entity;
  /** What the entity will be when the service succeeds; shown at once. */
  expected: Partial<Pick<Entity, "state" | "attributes">>;
}

/** Call a service of an entity: shown at once, taken back when the hub refuses. */
export function useControl(onRefused: (entity: Entity, error: unknown) => void) {
  const client = useQueryClient();
  const put = (entity: Entity) => {
    client.setQueryData<Entity[]>(
      keys.entities,
      (known) => known && mergeEntities(known, [entity]),
    );
  };
  return useMutation({
    mutationFn: ({ entity, service, data }: Control) =>
      request<Entity>("POST", `/api/entities/${encodeURIComponent(entity.id)}/control`, {
        service,
        data,
      } satisfies ControlRequest),
    onMutate: ({ entity, expected }) => put({ ...entity, ...expected }),
    onSuccess: put,
    onError: (error, { entity }) => {
      put(entity);
      if (!isSignedOut(error)) {
        onRefused(entity, error);
      }
      // Something else may have changed it meanwhile: the hub's word counts.
      void client.invalidateQueries({ queryKey: keys.entities });
    },
  });
}
