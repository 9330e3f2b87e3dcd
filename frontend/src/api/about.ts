import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type About = Schemas["AboutModel"];
export type Finding = Schemas["FindingModel"];

/** What this program is. */
export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: () => request<About>("GET", "/api/about"),
  });
}

/** What `ova doctor` tells; looked at anew each time it is asked for. */
export function useCheckup() {
  return useQuery({
    queryKey: ["checkup"],
    queryFn: () => request<Finding[]>("GET", "/api/checkup"),
    staleTime: Infinity,
    gcTime: 0,
  });
}
