import { useEffect } from "react";

import { wakeOnGesture } from "../audio/audioContext";
import { setLoudness } from "../audio/loudness";
import { remember, remembered } from "../preferences/storage";
import { browserName, satelliteId } from "./identity";
import type { SatelliteClient } from "./SatelliteClient";
import { type SatelliteSocket, socketLink } from "./socketLink";

const HEARD = [
  "event",
  "play_start",
  "play_chunk",
  "play_end",
  "question_over",
  "ring",
  "ring_stop",
  "timer",
  "problem",
  "preferences",
  "levels",
  "identify",
  "ping",
] as const;
const FEATURES = ["preferences", "level", "log", "ping", "identify"];
const AREA_TOLD = "area-told";

/** The same for as long as the page is open: a lost connection is no new visit. */
const session = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");

/** Join the satellite client to its connection; says hello anew whenever the area changes. */
export function useSatelliteSocket(
  client: SatelliteClient,
  socket: SatelliteSocket | null,
  area: string,
  onArea: (area: string) => void,
): void {
  useEffect(() => wakeOnGesture(), []);

  useEffect(() => {
    if (!socket) {
      return undefined;
    }
    socket.on("event", (event) => client.onEvent(event));
    socket.on("play_start", (message) => client.onPlayStart(message));
    socket.on("play_chunk", (id, pcm) => client.sounds.chunk(id, new Uint8Array(pcm)));
    socket.on("play_end", (message) => client.onPlayEnd(message));
    socket.on("question_over", ({ id }) => client.onQuestionOver(id));
    socket.on("ring", (message) => client.sounds.ring(message));
    socket.on("ring_stop", ({ id }) => client.sounds.stopRing(id));
    socket.on("timer", (timer) => {
      if (timer.state !== "ringing") {
        client.sounds.stopRing(timer.id);
      }
    });
    socket.on("problem", (problem) => client.onProblem(problem));
    socket.on("preferences", (preferences) => {
      setLoudness(preferences);
      // The hub's word counts: somebody may have moved this browser on another page.
      remember(AREA_TOLD, preferences.area);
      onArea(preferences.area);
    });
    socket.on("levels", ({ wanted }) => client.onLevels(wanted));
    socket.on("identify", () => client.onIdentify());
    socket.on("ping", (message) => socket.emit("pong", message));
    return () => {
      for (const message of HEARD) {
        socket.off(message);
      }
      client.close();
    };
  }, [client, socket, onArea]);

  useEffect(() => {
    if (!socket) {
      return undefined;
    }
    const link = socketLink(socket);
    const introduce = () => {
      void client.introduce(link, {
        id: satelliteId(),
        name: browserName(navigator.userAgent),
        kind: "browser",
        version: __APP_VERSION__,
        features: FEATURES,
        facts: { system: browserName(navigator.userAgent) },
        session,
        ...(area === (remembered(AREA_TOLD) ?? "") ? {} : { area }),
      });
    };
    const onDisconnect = () => client.disconnected();
    socket.on("connect", introduce);
    socket.on("disconnect", onDisconnect);
    if (socket.connected) {
      introduce();
    }
    return () => {
      socket.off("connect", introduce);
      socket.off("disconnect", onDisconnect);
    };
  }, [client, socket, area]);
}
