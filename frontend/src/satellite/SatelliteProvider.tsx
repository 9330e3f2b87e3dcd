import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";

import { remember, remembered } from "../preferences/storage";
import { useHandsFree, useHandsFreeChoice } from "./handsFreeChoice";
import { satelliteId } from "./identity";
import { makeClient } from "./makeClient";
import type { Preferences } from "./protocol";
import { areaToTell, chooseArea, followArea, ownArea } from "./ownArea";
import { SatelliteContext } from "./SatelliteContext";
import type { SatelliteSocket } from "./socketLink";
import { useRecall } from "./useRecall";
import { useSatelliteSocket } from "./useSatelliteSocket";
import { useWakeLock } from "./keepAwake";

const SPEAK = "speak";

interface Props {
  socket: SatelliteSocket | null;
  children: ReactNode;
}

/** Makes this browser a satellite for as long as somebody is signed in, on whatever page. */
export function SatelliteProvider({ socket, children }: Props) {
  const [client] = useState(makeClient);
  const [area, setArea] = useState(ownArea);
  const [speak, setSpeak] = useState(() => remembered(SPEAK) !== "off");
  const self = { id: satelliteId(), ...areaToTell(area) };
  const follow = useCallback((preferences: Preferences) => {
    // The hub's word counts: somebody may have moved this browser on another page.
    followArea(preferences.area);
    setArea(preferences.area);
  }, []);
  useSatelliteSocket(client, socket, self, follow);
  useHandsFree(client, useHandsFreeChoice() && socket !== null);
  useWakeLock();
  useRecall(client);
  useEffect(() => chooseArea(area), [area]);
  useEffect(() => {
    client.setSpeak(speak);
    remember(SPEAK, speak ? "on" : "off");
  }, [client, speak]);
  const setting = useMemo(
    () => ({ client, area, setArea, speak, setSpeak }),
    [client, area, speak],
  );
  return <SatelliteContext value={setting}>{children}</SatelliteContext>;
}
