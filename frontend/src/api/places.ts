import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import { keys } from "./queryClient";
import type { Area, Schemas } from "./types";

export type FloorDetails = Schemas["FloorModel"];

/** Floors and areas in their order, as `/ui` tells them. */
export interface Places {
  floors: FloorDetails[];
  areas: Area[];
}

export const FLOORS = ["floors"] as const;

/** The floors of the home with their aliases, in their order. */
export function usePlaceFloors() {
  return useQuery({
    queryKey: FLOORS,
    queryFn: () => request<FloorDetails[]>("GET", "/api/floors"),
  });
}

/** Show floors and areas as the hub has just told them. */
export function showPlaces(client: QueryClient, { floors, areas }: Places): void {
  client.setQueryData<FloorDetails[]>(FLOORS, floors);
  client.setQueryData<Area[]>(keys.areas, areas);
  void client.invalidateQueries({ queryKey: ["name-faults"] });
}

export type PlaceKind = "areas" | "floors";

export interface PlaceChange {
  name?: string;
  aliases?: string[];
  floor_id?: string | null;
}

/** Add a floor or an area. */
export function useAddPlace(kind: PlaceKind) {
  const refresh = useRefreshPlaces();
  return useMutation({
    mutationFn: (place: PlaceChange) => request<Area | FloorDetails>("POST", `/api/${kind}`, place),
    onSuccess: refresh,
  });
}

/** Change a floor or an area that is still as it `was`. */
export function useChangePlace(kind: PlaceKind) {
  const refresh = useRefreshPlaces();
  return useMutation({
    mutationFn: ({
      id,
      change,
      was,
    }: {
      id: string;
      change: PlaceChange;
      was?: PlaceChange | undefined;
    }) =>
      request<Area | FloorDetails>("PATCH", `/api/${kind}/${encodeURIComponent(id)}`, {
        ...change,
        ...(was === undefined ? {} : { was }),
      }),
    onSettled: refresh,
  });
}

/** Delete a floor or an area. */
export function useRemovePlace(kind: PlaceKind) {
  const refresh = useRefreshPlaces();
  return useMutation({
    mutationFn: (id: string) =>
      request<undefined>("DELETE", `/api/${kind}/${encodeURIComponent(id)}`),
    onSettled: refresh,
  });
}

interface Arrangement {
  ids: string[];
  /** The order that was seen. */
  was: string[];
}

/** Put floors or areas in order; what is shown changes at once, and back when the hub refuses. */
export function useArrange(kind: PlaceKind) {
  const client = useQueryClient();
  const refresh = useRefreshPlaces();
  const key = kind === "areas" ? keys.areas : FLOORS;
  return useMutation({
    scope: { id: `arrange-${kind}` }, // each is measured against the one before
    mutationFn: ({ ids, was }: Arrangement) =>
      request<Schemas["OrderModel"]>("PATCH", "/api/places/order", {
        [kind]: ids,
        was: { [kind]: was },
      }),
    onMutate: ({ ids }) =>
      client.setQueryData<{ id: string }[]>(
        key,
        (known) => known && [...known].sort((a, b) => rank(ids, a.id) - rank(ids, b.id)),
      ),
    onSettled: refresh,
  });
}

function rank(ids: readonly string[], id: string): number {
  const found = ids.indexOf(id);
  return found < 0 ? ids.length : found;
}

function useRefreshPlaces() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [keys.areas, FLOORS, ["name-faults"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}
