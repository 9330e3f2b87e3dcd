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
  /** Its microphone is off. */
  mic_muted?: boolean;
  wake_sound?: boolean;
  done_sound?: boolean;
  error_sound?: boolean;
  /** While something is heard, “stop” ends it without the wake word. */
  stop_word?: boolean;
  language: string;
}

/** What is changed here, and kept by the hub. */
export interface OwnChange {
  mic_muted: boolean;
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

/** What was asked last and still waits for an answer. */
export interface LeftOpen extends TurnQuestion {
  text: string;
  /** Seconds since the epoch, by the hub's clock. */
  asked_at: number;
}

export type HelloAck =
  | {
      ok: true;
      satellite: Satellite;
      question?: LeftOpen | null;
      /** Those that are set here. */
      timers?: readonly Timer[];
      hub?: { version: string; time_zone?: string };
    }
  | Refusal;
export type WaitAck = { ok: true; phrases: readonly string[] } | Refusal;
/** When what was snoozed rings again, in seconds since the epoch. */
export type SnoozeAck = { ok: true; due_at: number } | Refusal;
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
  timer: Pick<Timer, "id" | "kind" | "name" | "late">;
  text: string;
}

/** What is going to ring here, and in how many seconds from now: several times where it repeats. */
export interface Upcoming {
  id: string;
  kind: string;
  /** The words for when it rings. */
  text: string;
  name?: string;
  in_s: readonly number[];
}

/** What the hub waits for here from now on, and what keeps it from waiting for something else. */
export interface Waiting {
  phrases: readonly string[];
  problem: Omit<Refusal, "ok"> | null;
}

/** The hub heard the wake word and opened a run. */
export interface Wake {
  run_id: string;
  /** False where the hub has yet to choose which of several satellites answers. */
  chosen?: boolean;
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
  /** Everything that is going to ring here within a week, the next one first. */
  upcoming: (message: { items: readonly Upcoming[] }) => void;
  waiting: (message: Waiting) => void;
  wake: (message: Wake) => void;
  preferences: (preferences: Preferences) => void;
  levels: (message: { wanted: boolean }) => void;
  identify: () => void;
  /** Silence what is said and what rings. */
  hush: () => void;
  ping: (message: { number: number; every_s?: number }) => void;
  /** Why the hub ends the connection. */
  problem: (problem: Omit<Refusal, "ok">) => void;
}

export interface ClientMessages {
  hello: (hello: Hello, done: (ack: HelloAck) => void) => void;
  start: (
    format: { rate: number; width: 2; channels: 1; speak: boolean },
    done: (ack: RunAck) => void,
  ) => void;
  wait: (
    format: { rate: number; width: 2; channels: 1; speak: boolean },
    done: (ack: WaitAck) => void,
  ) => void;
  wait_over: (nothing: Record<string, never>) => void;
  wait_stop: (nothing: Record<string, never>) => void;
  wait_stop_over: (nothing: Record<string, never>) => void;
  audio: (pcm: ArrayBuffer) => void;
  stop: (nothing: Record<string, never>) => void;
  cancel: (nothing: Record<string, never>) => void;
  text: (message: { text: string; speak: boolean }, done: (ack: RunAck) => void) => void;
  ring_stop: (message: { id: string }) => void;
  ring_snooze: (message: { id: string }, done: (ack: SnoozeAck) => void) => void;
  played: (message: { id: string }) => void;
  level: (message: LevelMessage) => void;
  log: (message: { lines: readonly LogEntry[] }) => void;
  pong: (message: { number: number }) => void;
  preferences: (change: OwnChange) => void;
}

/** What the client needs of a connection. */
export interface SatelliteLink {
  hello: (hello: Hello) => Promise<HelloAck>;
  start: (speak: boolean) => Promise<RunAck>;
  text: (text: string, speak: boolean) => Promise<RunAck>;
  /** Have the hub wait for the wake word in what is sent from now on. */
  wait: (speak: boolean) => Promise<WaitAck>;
  waitOver: () => void;
  /** Have the hub listen for “stop” in what is sent, while something is heard; or no more. */
  waitStop: (wanted: boolean) => void;
  audio: (pcm: ArrayBuffer) => void;
  stop: () => void;
  cancel: () => void;
  ringStop: (id: string) => void;
  ringSnooze: (id: string) => Promise<SnoozeAck>;
  played: (id: string) => void;
  level: (message: LevelMessage) => void;
  log: (entry: LogEntry) => void;
}
