import { useQuery } from "@tanstack/react-query";

import { request } from "../../api/client";
import type { Schemas } from "../../api/types";

/** The satellites a timer may ring on. */
export function useSatelliteNames() {
  return useQuery({
    queryKey: ["satellites"],
    queryFn: () => request<Schemas["SatelliteModel"][]>("GET", "/api/satellites"),
  });
}
