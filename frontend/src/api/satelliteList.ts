import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type KnownSatellite = Schemas["SatelliteModel"];

export const SATELLITES = ["satellites"] as const;

/** The satellites the hub knows, kept live by the `/ui` socket. */
export function useSatelliteList() {
  return useQuery({
    queryKey: SATELLITES,
    queryFn: () => request<KnownSatellite[]>("GET", "/api/satellites"),
  });
}
