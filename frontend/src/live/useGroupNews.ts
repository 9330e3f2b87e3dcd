import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { dropGroup, GROUPS, putGroup, type SatelliteGroup } from "../api/satelliteGroups";
import type { UiSocket } from "./sockets";

/** The messages of `/ui` about groups of satellites. */
export interface GroupMessages {
  satellite_group: (group: SatelliteGroup) => void;
  satellite_group_removed: (gone: { id: string }) => void;
}

/** Keep the groups of satellites live. */
export function useGroupNews(ui: UiSocket | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!ui) {
      return undefined;
    }
    const onGroup = (group: SatelliteGroup) => putGroup(client, group);
    const onRemoved = ({ id }: { id: string }) => dropGroup(client, id);
    // What was told while the connection was down is fetched.
    const onUp = () => void client.invalidateQueries({ queryKey: GROUPS });
    ui.on("satellite_group", onGroup);
    ui.on("satellite_group_removed", onRemoved);
    ui.on("connect", onUp);
    return () => {
      ui.off("satellite_group", onGroup);
      ui.off("satellite_group_removed", onRemoved);
      ui.off("connect", onUp);
    };
  }, [ui, client]);
}
