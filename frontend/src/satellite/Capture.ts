import type { SatelliteLink } from "./protocol";

/** Events with which the hub has heard a command to its end. */
export const ENDS_LISTENING: ReadonlySet<string> = new Set([
  "stt-vad-end",
  "stt-end",
  "error",
  "run-end",
]);

/** A spoken command on its way. */
export class Capture {
  readonly key: string;
  heardSpeech = false;
  /** Nothing is shown of it yet: another satellite may answer. */
  held = false;
  private taken = false;
  /** What was said before the hub took the run. */
  private readonly waiting: ArrayBuffer[] = [];

  constructor(key: string) {
    this.key = key;
  }

  hear(pcm: ArrayBuffer, link: SatelliteLink | null): void {
    if (this.taken) {
      link?.audio(pcm);
    } else {
      this.waiting.push(pcm);
    }
  }

  /** The hub took the run: what waited goes first. */
  take(link: SatelliteLink | null): void {
    this.taken = true;
    for (const pcm of this.waiting.splice(0)) {
      link?.audio(pcm);
    }
  }
}
