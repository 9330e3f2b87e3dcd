import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { mergeEntities } from "./home";
import { keys } from "./queryClient";
import type { Entity, Schemas } from "./types";

export type NameFault = Schemas["NameFaultModel"];
export type NamedThing = Schemas["ThingModel"];

/** What people decide about a thing. */
export type EntityFields = Pick<Entity, "name" | "area_id" | "aliases" | "exposed">;

export interface EntityChange extends Partial<EntityFields> {
  id: string;
  /** What the page had seen; left out to overwrite whatever is there. */
  was?: Partial<EntityFields>;
}

export const NAME_FAULTS = ["name-faults"] as const;

/** What is wrong with the names of the home. */
export function useNameFaults() {
  return useQuery({
    queryKey: NAME_FAULTS,
    queryFn: () => request<NameFault[]>("GET", "/api/names/faults"),
  });
}

/** Change things: all of them, or none. */
export function useChangeEntities() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: readonly EntityChange[]) =>
      request<Entity[]>("PATCH", "/api/entities", { changes }),
    onSuccess: (changed) =>
      client.setQueryData<Entity[]>(
        keys.entities,
        (known) => known && mergeEntities(known, changed),
      ),
    onError: () => client.invalidateQueries({ queryKey: keys.entities }),
    onSettled: () => client.invalidateQueries({ queryKey: NAME_FAULTS }),
  });
}

/** The fields of a change as they are now, to be compared by the hub. */
export function seenOf(entity: Entity, change: Partial<EntityFields>): Partial<EntityFields> {
  const { name, area_id, aliases, exposed } = entity;
  const seen: EntityFields = { name, area_id, aliases, exposed };
  return Object.fromEntries(Object.entries(seen).filter(([field]) => field in change));
}

/** The same change of many things, of those only that are not so already. */
export function changesOf(
  entities: readonly Entity[],
  change: Partial<EntityFields>,
): EntityChange[] {
  return entities
    .map((entity) => ({ id: entity.id, ...change, was: seenOf(entity, change) }))
    .filter(({ was, ...wanted }) =>
      Object.entries(was).some(
        ([field, value]) =>
          JSON.stringify(value) !== JSON.stringify((wanted as Record<string, unknown>)[field]),
      ),
    );
}

/** The same without what was seen: whatever is there is overwritten. */
export function forced(changes: readonly EntityChange[]): EntityChange[] {
  return changes.map((change) => {
    const bare = { ...change };
    delete bare.was;
    return bare;
  });
}
