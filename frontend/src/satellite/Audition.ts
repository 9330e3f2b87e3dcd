import type { RunEvent } from "../api/types";
import { type Capture, ENDS_LISTENING } from "./Capture";

interface Held {
  capture: Capture;
  runId: string;
}

/** A wake word that another satellite may have heard better: nothing is shown until one is chosen. */
export class Audition {
  private held: Held | null = null;
  /** The run that was chosen before it was told that there is one. */
  private chosenEarly = "";

  hold(capture: Capture, runId: string): void {
    capture.held = true;
    this.held = { capture, runId };
  }

  wasChosen(runId: string): boolean {
    return this.chosenEarly === runId;
  }

  /** Take an event: what it decides about the wake word that is held, if anything. */
  hear({ type, run_id: runId }: Pick<RunEvent, "type" | "run_id">): "chosen" | "lost" | null {
    if (type === "wake-chosen") {
      this.chosenEarly = runId;
    }
    if (this.held?.runId !== runId) {
      return null;
    }
    if (type === "wake-chosen") {
      return "chosen";
    }
    return ENDS_LISTENING.has(type) ? "lost" : null;
  }

  /** What is held, which is held no more. */
  release(): Held | null {
    const { held } = this;
    this.held = null;
    if (held) {
      held.capture.held = false;
    }
    return held;
  }
}
