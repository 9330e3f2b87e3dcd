import { MicError, type Microphone, type MicProblem } from "../audio/Microphone";
import type { SpeechChunk } from "../audio/chunker";
import { meterLevel } from "../audio/pcm";
import type { Capture } from "./Capture";
import { LevelReport } from "./LevelReport";
import type { SatelliteLink } from "./protocol";

/** The hub ends a command long before this; it is for the case that it does not. */
const LONGEST_COMMAND_MS = 30_000;

export type OpenMicrophone = Pick<Microphone, "open" | "close">;

interface Keeper {
  hear: (chunk: SpeechChunk) => void;
  lost: (problem: MicProblem) => void;
}

/** The microphone: open while a command is said, or always where a wake word is waited for. */
export class Listening {
  /** What is being said, while it is. */
  capture: Capture | null = null;
  private opening = false;
  private isOpen = false;
  private pending: Promise<void> | null = null;
  private keeper: Keeper | null = null;
  private link: SatelliteLink | null = null;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private readonly mic: OpenMicrophone;
  private readonly onChange: () => void;
  private readonly levels = new LevelReport();
  private readonly followers = new Set<(level: number) => void>();

  constructor(mic: OpenMicrophone, onChange: () => void) {
    this.mic = mic;
    this.onChange = onChange;
  }

  get phase(): "starting" | "listening" | null {
    return this.capture && !this.capture.held ? (this.opening ? "starting" : "listening") : null;
  }

  /** Follow the level, 0 to 1, about 20 times a second while the microphone is open. */
  follow(follower: (level: number) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** What is heard goes over this connection from now on; without one nobody watches the level. */
  connect(link: SatelliteLink | null): void {
    this.link = link;
    if (!link) {
      this.levels.forget();
    }
  }

  /** Somebody watches the level on the hub, or nobody does any more. */
  wantLevels(wanted: boolean): void {
    this.levels.want(wanted, this.capture !== null || this.isOpen, this.link);
  }

  /** Listen to a command; false when it was ended meanwhile. Rejects with a `MicError`. */
  async open(capture: Capture): Promise<boolean> {
    this.capture = capture;
    this.opening = !this.isOpen;
    this.onChange();
    try {
      await this.openMicrophone();
    } catch (error) {
      if (this.capture !== capture) {
        return false;
      }
      this.end();
      throw error;
    }
    if (this.capture !== capture) {
      return false;
    }
    this.begin(capture);
    return true;
  }

  /** Listen to a command over the microphone that is open: the hub heard the wake word. */
  begin(capture: Capture): void {
    this.capture = capture;
    this.opening = false;
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => {
      this.link?.stop();
      this.end();
    }, LONGEST_COMMAND_MS);
  }

  /** The command is over; the microphone closes unless it is kept open. */
  end(): void {
    clearTimeout(this.deadline);
    this.capture = null;
    this.opening = false;
    if (this.keeper === null) {
      this.shut();
    }
    this.onChange();
  }

  /** Keep the microphone open between commands, too. Rejects with a `MicError`. */
  async keep(
    hear: (chunk: SpeechChunk) => void,
    lost: (problem: MicProblem) => void,
  ): Promise<void> {
    const keeper = { hear, lost };
    this.keeper = keeper;
    try {
      await this.openMicrophone();
    } catch (error) {
      if (this.keeper === keeper) {
        this.keeper = null;
      }
      throw error;
    }
  }

  /** Keep it open no more. */
  letGo(): void {
    this.keeper = null;
    if (this.capture === null) {
      this.shut();
    }
  }

  private openMicrophone(): Promise<void> {
    if (this.isOpen) {
      return Promise.resolve();
    }
    const opening = (this.pending ??= this.mic
      .open(
        (chunk) => this.hear(chunk),
        () => this.lost(),
      )
      .then(
        (opened) => {
          if (this.pending === opening) {
            this.pending = null;
            this.isOpen = opened;
          }
        },
        (error: unknown) => {
          if (this.pending === opening) {
            this.pending = null;
          }
          throw error;
        },
      ));
    return opening;
  }

  private shut(): void {
    this.levels.end(this.isOpen || this.pending !== null, this.link);
    this.isOpen = false;
    this.pending = null;
    this.mic.close();
  }

  /** The microphone went away while it was open: unplugged, or taken by another program. */
  private lost(): void {
    const { keeper } = this;
    this.isOpen = false;
    this.keeper = null;
    if (this.capture) {
      this.link?.stop();
      this.end();
    }
    this.shut();
    keeper?.lost("missing");
  }

  private hear(chunk: SpeechChunk): void {
    const { pcm, rms } = chunk;
    if (this.capture) {
      this.capture.hear(pcm, this.link);
      for (const follower of this.followers) {
        follower(meterLevel(rms));
      }
    } else {
      this.keeper?.hear(chunk);
    }
    this.levels.hear(rms, this.link);
  }
}

/** What keeps the microphone from being used, for whoever shows it. */
export function micProblemOf(error: unknown): MicProblem {
  return error instanceof MicError ? error.problem : "failed";
}
