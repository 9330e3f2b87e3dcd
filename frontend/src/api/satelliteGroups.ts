import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { applyNews } from "./applyNews";
import { request } from "./client";
import type { Schemas } from "./types";

/** Several satellites under one name. */
export type SatelliteGroup = Schemas["SatelliteGroupModel"];
export type GroupFields = Pick<SatelliteGroup, "name" | "satellite_ids">;
export type GroupDeleted = Schemas["SatelliteGroupDeleted"];

export const GROUPS = ["satellite-groups"] as const;

function place(id: string): string {
  return `/api/satellite-groups/${encodeURIComponent(id)}`;
}

/** The groups of satellites, kept live by the `/ui` socket. */
export function useSatelliteGroups() {
  return useQuery({
    queryKey: GROUPS,
    queryFn: () => request<SatelliteGroup[]>("GET", "/api/satellite-groups"),
  });
}

/** Put a group's newer version in place. */
export function withGroup(
  known: readonly SatelliteGroup[],
  changed: SatelliteGroup,
): SatelliteGroup[] {
  return [...known.filter(({ id }) => id !== changed.id), changed].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

export function putGroup(client: QueryClient, changed: SatelliteGroup): void {
  applyNews<SatelliteGroup[]>(client, GROUPS, (known) => known && withGroup(known, changed));
}

export function dropGroup(client: QueryClient, id: string): void {
  applyNews<SatelliteGroup[]>(client, GROUPS, (known) => known?.filter((one) => one.id !== id));
}

interface Save {
  /** Undefined: a new one. */
  id: string | undefined;
  fields: Partial<GroupFields>;
  /** The fields as they were shown; left out to overwrite whatever is there. */
  was?: Partial<GroupFields> | undefined;
}

/** Make a group, or change one unless somebody else did meanwhile. */
export function useSaveGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fields, was }: Save) =>
      id === undefined
        ? request<SatelliteGroup>("POST", "/api/satellite-groups", fields)
        : request<SatelliteGroup>("PATCH", place(id), { ...fields, ...(was ? { was } : {}) }),
    onSuccess: (group) => putGroup(client, group),
    onError: () => client.invalidateQueries({ queryKey: GROUPS }),
  });
}

/** Delete a group; its satellites stay, and what rang on it rings on them. */
export function useDeleteGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<GroupDeleted>("DELETE", place(id)),
    onSuccess: (_, id) => dropGroup(client, id),
    onError: () => client.invalidateQueries({ queryKey: GROUPS }),
  });
}
