import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { dropList, LISTS, putList, type SharedList } from "../api/lists";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about lists. */
export interface ListMessages {
  list: (list: SharedList) => void;
  list_removed: (gone: { id: string }) => void;
}

/** Keep lists live. */
export function useListNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onList = (list: SharedList) => putList(client, list);
    const onRemoved = ({ id }: { id: string }) => dropList(client, id);
    // What was told while the connection was down is fetched.
    const onUp = () => void client.invalidateQueries({ queryKey: LISTS });
    ui.on("list", onList);
    ui.on("list_removed", onRemoved);
    ui.on("connect", onUp);
    return () => {
      ui.off("list", onList);
      ui.off("list_removed", onRemoved);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
