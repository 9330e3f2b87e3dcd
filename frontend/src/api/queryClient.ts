import { QueryClient } from "@tanstack/react-query";

import { OfflineError } from "./problem";

const LONGEST_WAIT_MS = 5000;

/**
 * A hub on the local network needs no internet, so "offline" of the browser does not pause
 * anything.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 30_000,
      retry: (_failures, error) => error instanceof OfflineError,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, LONGEST_WAIT_MS),
    },
    mutations: { networkMode: "always", retry: false },
  },
});

export const keys = {
  setup: ["setup"],
  session: ["session"],
  health: ["health"],
  areas: ["areas"],
  entities: ["entities"],
  timers: ["timers"],
  integrations: ["integrations"],
  /** Something of one integration, such as its "config". */
  integration: (id: string, ...what: unknown[]) => ["integration", id, ...what],
} as const;
