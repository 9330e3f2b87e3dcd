import type { SpeechChunk } from "../audio/chunker";
import type { MicError } from "../audio/Microphone";
import { event } from "../conversation/events.testdata";
import type { PlayStart, RunAck, SatelliteLink } from "./protocol";
import { SatelliteClient } from "./SatelliteClient";

export const HELLO = {
  id: "b",
  name: "Browser",
  kind: "browser",
  version: "1",
  session: "s",
  features: [],
  facts: {},
} as const;
const SATELLITE = { id: "b", name: "Browser", kind: "browser", area_id: null, connected: true };
/** A desk with a microphone, a loudspeaker and a hub at the other end, all in memory. */
export class Desk {
  readonly sent: string[] = [];
  readonly heard: string[] = [];
  readonly logged: string[] = [];
  micError: MicError | null = null;
  hub: { version: string; time_zone?: string } = { version: "1" };
  acknowledge: (ack: RunAck) => void = () => undefined;
  private onLost: () => void = () => undefined;
  private onChunk: ((chunk: SpeechChunk) => void) | null = null;
  private onDone: (id: string, heard: boolean) => void = () => undefined;

  readonly client = new SatelliteClient({
    mic: {
      open: (onChunk, onLost) => {
        if (this.micError) {
          return Promise.reject(this.micError);
        }
        this.onChunk = onChunk;
        this.onLost = onLost ?? this.onLost;
        return Promise.resolve(true);
      },
      close: () => {
        this.onChunk = null;
      },
    },
    player: (onDone) => {
      this.onDone = onDone;
      return {
        start: (id) => this.heard.push(`start ${id}`),
        chunk: (id) => this.heard.push(`chunk ${id}`),
        end: (id) => this.heard.push(`end ${id}`),
        endAll: () => this.heard.push("cut off"),
        stop: () => undefined,
      };
    },
    ring: {
      start: () => this.heard.push("ring"),
      duck: () => undefined,
      stop: () => this.heard.push("quiet"),
    },
    cue: (cue) => this.heard.push(cue),
  });

  readonly link: SatelliteLink = {
    hello: () => Promise.resolve({ ok: true, satellite: SATELLITE, hub: this.hub }),
    start: (speak) => this.ask(`start ${String(speak)}`),
    text: (text, speak) => this.ask(`text ${text} ${String(speak)}`),
    wait: () => {
      this.sent.push("wait");
      return Promise.resolve({ ok: true, phrases: ["Okay Nabu"] });
    },
    waitOver: () => this.sent.push("wait_over"),
    waitStop: (wanted) => this.sent.push(wanted ? "wait_stop" : "wait_stop_over"),
    audio: (pcm) => this.sent.push(`audio ${pcm.byteLength}`),
    stop: () => this.sent.push("stop"),
    cancel: () => this.sent.push("cancel"),
    ringStop: (id) => this.sent.push(`ring_stop ${id}`),
    ringSnooze: (id) => {
      this.sent.push(`ring_snooze ${id}`);
      return Promise.resolve({ ok: true, due_at: 700 });
    },
    played: (id) => this.sent.push(`played ${id}`),
    level: (message) => this.sent.push("open" in message ? "level closed" : "level"),
    log: (entry) => this.logged.push(entry.text),
  };

  get listening(): boolean {
    return this.onChunk !== null;
  }

  /** Push the button, and let the hub take what is said. */
  async startListening(): Promise<void> {
    this.client.commands.press();
    await settle();
    this.client.commands.onEvent(event("run-start", 0, { source: "audio" }));
    this.acknowledge({ ok: true, run_id: "run-1" });
    await settle();
  }

  say(bytes: number, rms = 0.1): void {
    this.onChunk?.({ pcm: new ArrayBuffer(bytes), rms });
  }

  unplug(): void {
    this.onChunk = null;
    this.onLost();
  }

  finishPlaying(id: string): void {
    this.onDone(id, true);
  }

  private ask(message: string): Promise<RunAck> {
    this.sent.push(message);
    return new Promise((resolve) => {
      this.acknowledge = resolve;
    });
  }
}

/** Let promises that are ready run on. */
export const settle = async () => {
  for (let round = 0; round < 5; round += 1) {
    await Promise.resolve();
  }
};

export const reply = (id: string, kind: PlayStart["kind"] = "reply"): PlayStart => ({
  id,
  kind,
  text: "Done.",
  rate: 22_050,
  width: 2,
  channels: 1,
  run_id: "run-1",
});
