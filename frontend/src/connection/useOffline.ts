import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { isHealthy } from "../api/client";
import { keys } from "../api/queryClient";
import { connection } from "./connectionStore";

const PATIENCE_MS = 900;
const POLL_MS = 2000;

/**
 * Whether the hub has been away for longer than a blink; everything is fetched anew when it is
 * back.
 */
export function useOffline(): boolean {
  const { api, socket } = useSyncExternalStore(connection.subscribe, connection.snapshot);
  const away = !api || socket === false;
  const [overdue, setOverdue] = useState(false);
  const client = useQueryClient();
  useQuery({
    queryKey: keys.health,
    queryFn: isHealthy,
    enabled: !api,
    retry: false,
    refetchInterval: POLL_MS,
    gcTime: 0,
  });
  useEffect(() => {
    if (!away) {
      return undefined;
    }
    const timer = setTimeout(() => setOverdue(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
      void client.invalidateQueries({
        predicate: (query) => query.queryKey[0] !== keys.health[0],
      });
    };
  }, [away, client]);
  return away && overdue;
}
