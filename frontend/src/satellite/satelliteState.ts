import type { MicProblem } from "../audio/Microphone";
import type { Timer } from "../api/types";
import type { Turn } from "../conversation/turn";
import { HANDS_FREE_OFF, type HandsFreeState } from "./HandsFree";
import type { Planned } from "./planned";
import type { Refusal, RingMessage } from "./protocol";

export type Phase = "idle" | "starting" | "listening" | "thinking" | "speaking";

export interface SatelliteState {
  phase: Phase;
  /** Whether the hub knows this browser and takes commands from it. */
  ready: boolean;
  /** Oldest first. */
  turns: readonly Turn[];
  rings: readonly RingMessage[];
  micProblem: MicProblem | null;
  /** Why the hub does not take this browser. */
  refusal: Refusal | null;
  /** Somebody wants to know which satellite this is. */
  identifying: boolean;
  /** Whether it waits for its wake word. */
  handsFree: HandsFreeState;
  /** Timers that were set here and go on. */
  timers: readonly Timer[];
  /** Alarms and the like that will ring here, the next one first; told where that was wished. */
  planned: readonly Planned[];
  /** The home's time zone; undefined: the hub has not told it, or this browser does not know it. */
  zone: string | undefined;
}

export const AT_FIRST: SatelliteState = {
  phase: "idle",
  ready: false,
  turns: [],
  rings: [],
  micProblem: null,
  refusal: null,
  identifying: false,
  handsFree: HANDS_FREE_OFF,
  timers: [],
  planned: [],
  zone: undefined,
};
