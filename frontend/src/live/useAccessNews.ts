import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { PEOPLE } from "../api/people";
import { keys } from "../api/queryClient";
import { TOKENS } from "../api/tokens";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about who may do what. */
export interface AccessMessages {
  person: (change: { id: string; removed: boolean }) => void;
  token: (change: { id: string; removed: boolean }) => void;
}

/** Keep people, tokens and one's own role live. */
export function useAccessNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onPerson = () => {
      void client.invalidateQueries({ queryKey: PEOPLE });
      void client.invalidateQueries({ queryKey: TOKENS });
      void client.invalidateQueries({ queryKey: keys.session });
    };
    const onToken = () => void client.invalidateQueries({ queryKey: TOKENS });
    ui.on("person", onPerson);
    ui.on("token", onToken);
    // What was told while the connection was down is fetched.
    ui.on("connect", onPerson);
    return () => {
      ui.off("person", onPerson);
      ui.off("token", onToken);
      ui.off("connect", onPerson);
    };
  }, [ui, client]);
}
