import type { RunEvent, Satellite, Timer } from "../api/types";
import type { TurnQuestion } from "../conversation/turn";

/** The messages of the Socket.IO namespace `/satellite`. */

export interface Hello {
  id: string;
  name: string;
  kind: "browser";
  /** Given when it was chosen here; else what the hub knows stays. */
  area?: string;
  version: string;
  features: readonly string[];
  facts: Record<string, string>;
  /** The same for as long as the page is open. */
  session: string;
}

/** What people set for this satellite on the hub. */
export interface Preferences {
  name: string;
  area: string;
  /** 0 to 100. */
  volume: number;
  muted: boolean;
  language: string;
}

export interface LogEntry {
  level: "info" | "warning" | "error";
  text: string;
}

export type LevelMessage = { rms_dbfs: number; peak_dbfs: number } | { open: false };

export interface Refusal {
  ok: false;
  code: string;
  message: string;
  cure: string;
}

export type HelloAck = { ok: true; satellite: Satellite } | Refusal;
export type RunAck = { ok: true; run_id: string } | Refusal;

export interface PlayStart {
  id: string;
  kind: "reply" | "announce" | "test" | "identify" | "ring";
  text: string;
  rate: number;
  width: number;
  channels: number;
  run_id?: string | null;
}

export interface PlayEnd {
  id: string;
  keep_listening: boolean;
  /** What a program asks, and what can be answered as it stands. */
  question?: TurnQuestion;
}

export interface RingMessage {
  timer: Timer;
  text: string;
}

export interface ServerMessages {
  event: (event: RunEvent) => void;
  play_start: (message: PlayStart) => void;
  play_chunk: (id: string, pcm: ArrayBuffer) => void;
  play_end: (message: PlayEnd) => void;
  /** Nobody waits any more for the answer to what a sound asked. */
  question_over: (message: { id: string }) => void;
  ring: (message: RingMessage) => void;
  ring_stop: (message: { id?: string }) => void;
  timer: (timer: Timer) => void;
  preferences: (preferences: Preferences) => void;
  levels: (message: { wanted: boolean }) => void;
  identify: () => void;
  ping: (message: { number: number }) => void;
  /** Why the hub ends the connection. */
  problem: (problem: Omit<Refusal, "ok">) => void;
}

export interface ClientMessages {
  hello: (hello: Hello, done: (ack: HelloAck) => void) => void;
  start: (
    format: { rate: number; width: 2; channels: 1; speak: boolean },
    done: (ack: RunAck) => void,
  ) => void;
  audio: (pcm: ArrayBuffer) => void;
  stop: (nothing: Record<string, never>) => void;
  cancel: (nothing: Record<string, never>) => void;
  text: (message: { text: string; speak: boolean }, done: (ack: RunAck) => void) => void;
  ring_stop: (message: { id: string }) => void;
  played: (message: { id: string }) => void;
  level: (message: LevelMessage) => void;
  log: (message: { lines: readonly LogEntry[] }) => void;
  pong: (message: { number: number }) => void;
}

/** What the client needs of a connection. */
export interface SatelliteLink {
  hello: (hello: Hello) => Promise<HelloAck>;
  start: (speak: boolean) => Promise<RunAck>;
  text: (text: string, speak: boolean) => Promise<RunAck>;
  audio: (pcm: ArrayBuffer) => void;
  stop: () => void;
  cancel: () => void;
  ringStop: (id: string) => void;
  played: (id: string) => void;
  level: (message: LevelMessage) => void;
  log: (entry: LogEntry) => void;
}
