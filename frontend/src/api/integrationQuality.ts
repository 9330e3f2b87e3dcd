import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import { address } from "./integrations";
import { keys } from "./queryClient";

export const TIERS = ["none", "bronze", "silver", "gold", "platinum"] as const;

export type Tier = (typeof TIERS)[number];

/** One rule of the quality scale. */
export interface QualityRule {
  rule: string;
  tier: Tier;
  wanted: string;
  status: "done" | "todo" | "exempt";
  /** What is to do, or why it is exempt. */
  reasons: string[];
}

/** How good an integration is. */
export interface Quality {
  tier: Tier;
  /** What does not work. */
  faults: string[];
  rules: QualityRule[];
}

/** How good an integration is, rule by rule. */
export function useQuality(id: string) {
  return useQuery({
    queryKey: keys.integration(id, "quality"),
    queryFn: () => request<Quality>("GET", address(id, "quality")),
  });
}

/** Everything that helps to find a fault, without secrets. */
export function fetchDiagnostics(id: string): Promise<Record<string, unknown>> {
  return request<Record<string, unknown>>("GET", address(id, "diagnostics"));
}
