import { type ReactNode, useEffect, useMemo, useState } from "react";

import { Microphone } from "../audio/Microphone";
import { ReplyPlayer } from "../audio/ReplyPlayer";
import { RingPlayer } from "../audio/RingPlayer";
import { remember, remembered } from "../preferences/storage";
import { SatelliteClient } from "./SatelliteClient";
import { SatelliteContext } from "./SatelliteContext";
import type { SatelliteSocket } from "./socketLink";
import { useRecall } from "./useRecall";
import { useSatelliteSocket } from "./useSatelliteSocket";
import { useWakeLock } from "./keepAwake";

const AREA = "area";
const SPEAK = "speak";

function makeClient(): SatelliteClient {
  return new SatelliteClient({
    mic: new Microphone(),
    player: (onDone) => new ReplyPlayer(onDone),
    ring: new RingPlayer(),
  });
}

interface Props {
  socket: SatelliteSocket | null;
  children: ReactNode;
}

/** Makes this browser a satellite for as long as somebody is signed in, on whatever page. */
export function SatelliteProvider({ socket, children }: Props) {
  const [client] = useState(makeClient);
  const [area, setArea] = useState(() => remembered(AREA) ?? "");
  const [speak, setSpeak] = useState(() => remembered(SPEAK) !== "off");
  useSatelliteSocket(client, socket, area, setArea);
  useWakeLock();
  useRecall(client);
  useEffect(() => remember(AREA, area), [area]);
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
