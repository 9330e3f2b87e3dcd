import { useEffect, useState } from "react";

import type { Level } from "../api/satellites";
import { useUiSocket } from "./UiContext";

/** Watch how loud it is at a satellite; it only tells while somebody does. */
export function useLevel(satelliteId: string, watching: boolean): Level | null {
  const ui = useUiSocket();
  const [level, setLevel] = useState<Level | null>(null);
  useEffect(() => {
    if (!ui || !watching) {
      return undefined;
    }
    const what = { satellite_id: satelliteId };
    const onLevel = (told: Level) => {
      if (told.satellite_id === satelliteId) {
        setLevel(told);
      }
    };
    const begin = () => ui.emit("watch_level", what);
    ui.on("satellite_level", onLevel);
    ui.on("connect", begin);
    if (ui.connected) {
      begin();
    }
    return () => {
      ui.off("satellite_level", onLevel);
      ui.off("connect", begin);
      ui.emit("unwatch_level", what);
      setLevel(null);
    };
  }, [ui, satelliteId, watching]);
  return level;
}
