import type { Socket } from "socket.io-client";

import { SPEECH_RATE } from "../audio/chunker";
import type { ClientMessages, Refusal, SatelliteLink, ServerMessages } from "./protocol";

export type SatelliteSocket = Socket<ServerMessages, ClientMessages>;

const PATIENCE_MS = 8000;

/** Speak the satellite protocol over a Socket.IO connection. */
export function socketLink(socket: SatelliteSocket): SatelliteLink {
  const patient = socket.timeout(PATIENCE_MS);
  return {
    hello: (hello) => patient.emitWithAck("hello", hello).catch(noAnswer),
    start: (speak) =>
      patient
        .emitWithAck("start", { rate: SPEECH_RATE, width: 2, channels: 1, speak })
        .catch(noAnswer),
    text: (text, speak) => patient.emitWithAck("text", { text, speak }).catch(noAnswer),
    wait: (speak) =>
      patient
        .emitWithAck("wait", { rate: SPEECH_RATE, width: 2, channels: 1, speak })
        .catch(noAnswer),
    waitOver: () => socket.emit("wait_over", {}),
    waitStop: (wanted) => socket.emit(wanted ? "wait_stop" : "wait_stop_over", {}),
    audio: (pcm) => socket.emit("audio", pcm),
    stop: () => socket.emit("stop", {}),
    cancel: () => socket.emit("cancel", {}),
    ringStop: (id) => socket.emit("ring_stop", { id }),
    ringSnooze: (id) => patient.emitWithAck("ring_snooze", { id }).catch(noAnswer),
    played: (id) => socket.emit("played", { id }),
    // A level that comes late is worth nothing.
    level: (message) => socket.volatile.emit("level", message),
    log: (entry) => socket.emit("log", { lines: [entry] }),
  };
}

function noAnswer(): Refusal {
  return { ok: false, code: "no_answer", message: "", cure: "" };
}
