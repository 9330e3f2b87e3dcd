import { useEffect, useRef } from "react";

import { wakeOnGesture } from "../audio/audioContext";
import { setCues } from "../audio/cues";
import { setLoudness } from "../audio/loudness";
import { hearOfMuted, useMutedChoice } from "./handsFreeChoice";
import { browserName, randomHex } from "./identity";
import type { Preferences } from "./protocol";
import { Watchdog } from "./Watchdog";
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
  "upcoming",
  "waiting",
  "wake",
  "problem",
  "preferences",
  "levels",
  "identify",
  "hush",
  "ping",
] as const;
const FEATURES = [
  ...["preferences", "level", "log", "ping", "identify", "wake", "mic_muted", "cues"],
  "stop_word",
];

/** As what this browser joins. */
export interface Self {
  id: string;
  /** Given when it was chosen here; else what the hub knows stays. */
  area?: string;
  /** What it understands beside what all browsers do. */
  features?: readonly string[];
}

/** The same for as long as the page is open: a lost connection is no new visit. */
const session = randomHex(8);

/** Join the satellite client to its connection; says hello anew whenever the area changes. */
export function useSatelliteSocket(
  client: SatelliteClient,
  socket: SatelliteSocket | null,
  { id, area, features }: Self,
  onPreferences: (preferences: Preferences) => void,
): void {
  useEffect(() => wakeOnGesture(), []);

  useEffect(() => {
    if (!socket) {
      return undefined;
    }
    socket.on("event", (event) => client.commands.onEvent(event));
    socket.on("play_start", (message) => client.replies.onPlayStart(message));
    socket.on("play_chunk", (id, pcm) => client.sounds.chunk(id, new Uint8Array(pcm)));
    socket.on("play_end", (message) => client.replies.onPlayEnd(message));
    socket.on("question_over", ({ id }) => client.replies.onQuestionOver(id));
    socket.on("ring", (message) => client.rings.onRing(message));
    socket.on("ring_stop", ({ id }) => client.sounds.stopRing(id));
    socket.on("timer", (timer) => client.rings.onTimer(timer));
    socket.on("upcoming", ({ items }) => client.rings.onUpcoming(items));
    socket.on("waiting", (message) => client.handsFree.onWaiting(message));
    socket.on("wake", (message) => client.commands.onWake(message));
    socket.on("problem", (problem) => client.onProblem(problem));
    socket.on("preferences", (preferences) => {
      setLoudness(preferences);
      setCues({
        wake: preferences.wake_sound ?? true,
        done: preferences.done_sound ?? false,
        error: preferences.error_sound ?? false,
      });
      client.handsFree.setStopWord(preferences.stop_word ?? false);
      if (preferences.mic_muted !== undefined) {
        hearOfMuted(preferences.mic_muted, () =>
          socket.emit("preferences", { mic_muted: !preferences.mic_muted }),
        );
      }
      onPreferences(preferences);
    });
    socket.on("levels", ({ wanted }) => client.onLevels(wanted));
    socket.on("identify", () => client.onIdentify());
    socket.on("hush", () => client.onHush());
    const watch = new Watchdog(() => socket.io.engine.close());
    socket.on("ping", ({ number, every_s: everyS }) => {
      socket.emit("pong", { number });
      watch.expect(everyS);
    });
    socket.on("disconnect", watch.rest);
    return () => {
      watch.rest();
      for (const message of HEARD) {
        socket.off(message);
      }
      socket.off("disconnect", watch.rest);
      client.close();
    };
  }, [client, socket, onPreferences]);

  const muted = useMutedChoice();
  const mutedAt = useRef(muted);
  useEffect(() => {
    if (mutedAt.current !== muted) {
      mutedAt.current = muted;
      // What is not told now is told when the hub says something else.
      socket?.volatile.emit("preferences", { mic_muted: muted });
    }
  }, [socket, muted]);

  useEffect(() => {
    if (!socket) {
      return undefined;
    }
    const link = socketLink(socket);
    const introduce = () => {
      void client.introduce(link, {
        id,
        name: browserName(navigator.userAgent),
        kind: "browser",
        version: __APP_VERSION__,
        features: [...FEATURES, ...(features ?? [])],
        facts: { system: browserName(navigator.userAgent) },
        session,
        ...(area === undefined ? {} : { area }),
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
  }, [client, socket, id, area, features]);
}
