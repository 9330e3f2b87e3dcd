import type { MicProblem } from "../audio/Microphone";
import type { SpeechChunk } from "../audio/chunker";
import { type Listening, micProblemOf } from "./Listening";
import type { SatelliteLink, Waiting } from "./protocol";
import { VoiceGate } from "./VoiceGate";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
/** Pieces of sound in one message: each message costs the hub more than the sound in it. */
const AT_ONCE = 2;

/** `muted`: the microphone is off; `trouble`: it cannot be used, or the hub cannot wait. */
export type HandsFreePhase = "off" | "starting" | "waiting" | "muted" | "trouble";

export interface HandsFreeState {
  phase: HandsFreePhase;
  /** What people say to it. */
  phrases: readonly string[];
  micProblem: MicProblem | null;
  /** What the hub says against it, in words. */
  hubProblem: string;
}

export const HANDS_FREE_OFF: HandsFreeState = {
  phase: "off",
  phrases: [],
  micProblem: null,
  hubProblem: "",
};

/**
 * Keeps the microphone open and sends what may be a voice, so that the hub can wait for the wake
 * word in it. Comes back by itself when the microphone or the hub was away.
 */
export class HandsFree {
  state = HANDS_FREE_OFF;
  private wanted = false;
  private muted = false;
  private speak = true;
  private waits = false;
  private stopWord = false;
  private audible = false;
  /** The hub was told that “stop” may be in what is sent. */
  private waitsForStop = false;
  private link: SatelliteLink | null = null;
  private attempt = 0;
  private retryMs = FIRST_RETRY_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly unsent: ArrayBuffer[] = [];
  private readonly gate = new VoiceGate<ArrayBuffer>();

  constructor(
    private readonly listening: Listening,
    private readonly onChange: () => void,
  ) {}

  /** Wait for the wake word from now on, or no more. */
  want(wanted: boolean): void {
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.again();
    }
  }

  /** Switch the microphone off, or on again. */
  mute(muted: boolean): void {
    if (muted !== this.muted) {
      this.muted = muted;
      this.again();
    }
  }

  /** Whether replies are to be spoken. */
  setSpeak(speak: boolean): void {
    if (speak !== this.speak) {
      this.speak = speak;
      this.again();
    }
  }

  /** Whether “stop” is to end what is heard without the wake word. */
  setStopWord(wanted: boolean): void {
    this.stopWord = wanted;
    this.settleStop();
  }

  /** Something is said or rings here, or nothing any more. */
  hearing(audible: boolean): void {
    if (audible !== this.audible) {
      this.audible = audible;
      this.settleStop();
    }
  }

  /** The hub knows this browser over this connection; without one it cannot wait. */
  connect(link: SatelliteLink | null): void {
    this.link = link;
    this.waits = false;
    this.waitsForStop = false;
    if (this.wanted) {
      this.again();
    }
  }

  /** Try at once: somebody asks for it, or the devices have changed. */
  again(): void {
    this.retryMs = FIRST_RETRY_MS;
    void this.settle();
  }

  /** Others are waited for, by the hub's word. */
  onWaiting({ phrases, problem }: Waiting): void {
    this.become({ phrases, hubProblem: problem === null ? "" : told(problem) });
  }

  /** Send what is kept to be sent together with what comes next. */
  flush(): void {
    const pieces = this.unsent.splice(0);
    if (this.waits && pieces.length > 0) {
      this.link?.audio(joined(pieces));
    }
  }

  /** A command was heard to its end: what is heard now may be a wake word. */
  commandOver(): void {
    this.gate.reset();
  }

  private async settle(): Promise<void> {
    this.attempt += 1;
    const { attempt } = this;
    clearTimeout(this.retry);
    if (!this.wanted || this.muted) {
      this.rest();
      return;
    }
    if (this.state.phase !== "waiting") {
      this.become({ phase: "starting", micProblem: null, hubProblem: "" });
    }
    try {
      await this.listening.keep(
        (chunk) => this.hear(chunk),
        (problem) => this.fail({ micProblem: problem }),
      );
    } catch (error) {
      if (attempt === this.attempt) {
        this.fail({ micProblem: micProblemOf(error) });
      }
      return;
    }
    if (attempt !== this.attempt) {
      return;
    }
    const { link } = this;
    if (link === null) {
      this.become({ phase: "starting" });
      return;
    }
    const ack = await link.wait(this.speak);
    if (attempt !== this.attempt) {
      return;
    }
    if (ack.ok) {
      this.waits = true;
      this.retryMs = FIRST_RETRY_MS;
      this.gate.reset();
      this.become({ phase: "waiting", phrases: ack.phrases, micProblem: null, hubProblem: "" });
      this.settleStop();
    } else {
      this.fail({ hubProblem: told(ack) });
    }
  }

  private settleStop(): void {
    const wanted = this.stopWord && this.audible && this.waits;
    if (wanted !== this.waitsForStop) {
      this.waitsForStop = wanted;
      this.link?.waitStop(wanted);
    }
  }

  private rest(): void {
    this.listening.letGo();
    if (this.waits) {
      this.waits = false;
      this.settleStop();
      this.link?.waitOver();
    }
    this.become({ ...HANDS_FREE_OFF, phase: this.wanted ? "muted" : "off" });
  }

  private fail(why: Partial<HandsFreeState>): void {
    this.become({ phase: "trouble", micProblem: null, hubProblem: "", ...why });
    if (why.micProblem !== undefined && why.micProblem !== null) {
      const text = `The microphone cannot be used: ${why.micProblem}.`;
      this.link?.log({ level: "warning", text });
    }
    // Asking again what was refused would open the browser's question over and over.
    if (why.micProblem !== "denied") {
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.settle(), this.retryMs);
      this.retryMs = Math.min(2 * this.retryMs, LONGEST_RETRY_MS);
    }
  }

  private hear({ pcm, rms }: SpeechChunk): void {
    const pieces = this.gate.feed(pcm, rms);
    this.unsent.push(...pieces);
    if (this.unsent.length >= AT_ONCE || pieces.length === 0) {
      this.flush();
    }
  }

  private become(change: Partial<HandsFreeState>): void {
    this.state = { ...this.state, ...change };
    this.onChange();
  }
}

function joined(pieces: readonly ArrayBuffer[]): ArrayBuffer {
  const all = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(new Uint8Array(piece), at);
    at += piece.byteLength;
  }
  return all.buffer;
}

function told({ message, cure }: { message: string; cure: string }): string {
  return `${message} ${cure}`.trim();
}
