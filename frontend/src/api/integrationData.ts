import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import { address } from "./integrations";
import { keys } from "./queryClient";

/** Series of numbers over dates. */
export interface DataBatch {
  /** How skills and routines name it: weather[temperature]. */
  reference: string;
  dates: string[];
  series: Record<string, (number | null)[]>;
  /** The service is down; this is what it told last. */
  stale: boolean;
  /** When it was fetched, in seconds since the epoch. */
  at: number;
  /** Why it is stale. */
  error: string;
}

/** Names of the data of an integration; one blank name where there is one thing only. */
export function useEndpoints(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "endpoints"),
    queryFn: () => request<string[]>("GET", address(id, "endpoints")),
  });
}

/** The data of one endpoint. */
export function useData(id: string, endpoint: string) {
  return useQuery({
    queryKey: keys.integration(id, "data", endpoint),
    queryFn: () => {
      const query = new URLSearchParams({ endpoint });
      return request<DataBatch>("GET", `${address(id, "data")}?${query.toString()}`);
    },
  });
}
