/** The wire forms of the hub, as far as these pages use them. */

export interface SetupStatus {
  needed: boolean;
  name: string;
  version: string;
}

export interface SetupRequest {
  name?: string;
  username: string;
  password: string;
}

export interface Credentials {
  username: string;
  password: string;
}

export interface Session {
  user: { id: string; name: string; role: string };
  csrf: string;
}

export interface Area {
  id: string;
  name: string;
  floor_id: string | null;
  aliases: string[];
}

export interface Entity {
  id: string;
  name: string;
  domain: string;
  source: string;
  area_id: string | null;
  device_class: string | null;
  aliases: string[];
  exposed: boolean;
  state: string;
  attributes: Record<string, unknown>;
  /** Seconds since the epoch. */
  changed_at: number;
}

export interface ControlRequest {
  service: string;
  data: Record<string, unknown>;
}

export interface Timer {
  id: string;
  kind: string;
  /** Seconds since the epoch, by the hub's clock. */
  due_at: number;
  created_at: number;
  duration_s: number;
  name: string | null;
  satellite_id: string | null;
  area_id: string | null;
  state: "pending" | "ringing" | "finished" | "cancelled";
  late: boolean;
}

export interface Satellite {
  id: string;
  name: string;
  kind: string;
  area_id: string | null;
  connected: boolean;
}

export const RUN_EVENT_TYPES = [
  "run-start",
  "wake_word-start",
  "wake_word-end",
  "stt-start",
  "stt-vad-start",
  "stt-vad-end",
  "stt-partial",
  "stt-end",
  "intent-start",
  "intent-end",
  "tts-start",
  "tts-end",
  "error",
  "run-end",
] as const;

export type RunEventType = (typeof RUN_EVENT_TYPES)[number];

export interface RunEvent {
  run_id: string;
  type: RunEventType;
  /** Seconds since the epoch. */
  timestamp: number;
  satellite_id: string | null;
  data: Record<string, unknown>;
}

/** RFC 9457 problem details with the hub's code and cure. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  cure?: string;
  errors?: unknown;
  form?: unknown;
}
