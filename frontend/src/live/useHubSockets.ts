import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { keys } from "../api/queryClient";
import { sessionEnd, useSessionEnded } from "../api/sessionEnd";
import type { Session } from "../api/types";
import { persist } from "./persist";
import { connectHub, type HubSockets } from "./sockets";

/** The live connection of a signed-in page, from its first to its last moment. */
export function useHubSockets(): HubSockets | null {
  const [sockets, setSockets] = useState<HubSockets | null>(null);
  const client = useQueryClient();
  const ended = useSessionEnded();
  useEffect(() => {
    if (ended) {
      return undefined;
    }
    const made = connectHub();
    const signedIn = async () => {
      await client.refetchQueries({ queryKey: keys.session }, { throwOnError: true });
      return !sessionEnd.isOver() && client.getQueryData<Session | null>(keys.session) !== null;
    };
    const undo = [persist(made.ui, signedIn), persist(made.satellite, signedIn)];
    // The connection is an outside thing whose life is this effect's.
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it cannot be made while rendering
    setSockets(made);
    return () => {
      undo.forEach((end) => end());
      made.close();
      setSockets(null);
    };
  }, [client, ended]);
  return sockets;
}
