import { useQuery } from "@tanstack/react-query";

import type { Turn } from "./turn";

export const LIVE_TURNS = ["live-turns"] as const;

const NONE: readonly Turn[] = [];

/** What is being said in the house just now. */
export function useLiveTurns(): readonly Turn[] {
  return useQuery({
    queryKey: LIVE_TURNS,
    queryFn: () => NONE,
    staleTime: Infinity,
    initialData: NONE,
  }).data;
}
