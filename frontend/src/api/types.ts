/** The hub's wire forms by the names these pages use; `schema.d.ts` is made by `npm run api:types`. */
import type { components } from "./schema";

export type Schemas = components["schemas"];

export type SetupStatus = Schemas["SetupState"];
export type SetupRequest = Schemas["SetupBody"];
export type Credentials = Schemas["SignInBody"];
/** A page signs in with a cookie, so there is always a CSRF value. */
export type Session = Schemas["SessionModel"] & { csrf: string };

export type Area = Schemas["AreaModel"];
export type Entity = Schemas["EntityModel"];
export type ControlRequest = Required<Schemas["ControlBody"]>;
export type Timer = Schemas["TimerModel"];
/** What live messages carry of a satellite. */
export type Satellite = Pick<
  Schemas["SatelliteModel"],
  "id" | "name" | "kind" | "area_id" | "connected"
>;

export type RunEvent = Schemas["RunEventModel"];
export type RunEventType = RunEvent["type"];
export const RUN_EVENT_TYPES = [
  "run-start",
  "wake_word-start",
  "wake_word-end",
  "wake-chosen",
  "wake-elsewhere",
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
] as const satisfies readonly RunEventType[];

/** RFC 9457 problem details with the hub's code and cure; of another server anything may be missing. */
export type Problem = Partial<Omit<Schemas["Problem"], "errors">> & { errors?: unknown };
