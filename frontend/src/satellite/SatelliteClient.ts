import type { RunEvent } from "../api/types";
import { MicError, type MicProblem, type Microphone } from "../audio/Microphone";
import { dbfs, meterLevel } from "../audio/pcm";
import { conversation, type ConversationAction } from "../conversation/conversation";
import type { Turn } from "../conversation/turn";
import type {
  Hello,
  PlayEnd,
  PlayStart,
  Refusal,
  RingMessage,
  RunAck,
  SatelliteLink,
} from "./protocol";
import { hubClock } from "../timers/hubClock";
import { type Loudspeaker, SatelliteSounds } from "./SatelliteSounds";

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
}

export interface Devices extends Loudspeaker {
  mic: Pick<Microphone, "open" | "close">;
}

/** A spoken command on its way. */
interface Capture {
  key: string;
  runId: string | null;
  /** What was said before the hub took the run. */
  waiting: ArrayBuffer[];
  heardSpeech: boolean;
}

/** The hub ends a command long before this; it is for the case that it does not. */
const LONGEST_COMMAND_MS = 30_000;
const INTERRUPTED = { code: "interrupted", message: "", cure: "" };
const NO_ANSWER = { code: "no_answer", message: "", cure: "" };
const LEVEL_EVERY_MS = 200;
const IDENTIFY_MS = 6_000;
const ENDS_LISTENING = new Set(["stt-vad-end", "stt-end", "error", "run-end"]);

/** This browser as a satellite: microphone, loudspeaker and conversation behind one connection. */
export class SatelliteClient {
  readonly sounds: SatelliteSounds;
  private state: SatelliteState = {
    phase: "idle",
    ready: false,
    turns: [],
    rings: [],
    micProblem: null,
    refusal: null,
    identifying: false,
  };
  private readonly mic: Devices["mic"];
  private readonly listeners = new Set<() => void>();
  private readonly levelListeners = new Set<(level: number) => void>();
  private link: SatelliteLink | null = null;
  private capture: Capture | null = null;
  private opening = false;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  /** Runs that have not ended. */
  private readonly running = new Set<string>();
  /** Runs whose reply is no longer wanted. */
  private readonly cancelled = new Set<string>();
  private turnCount = 0;
  private speak = true;
  /** Whether somebody watches the microphone's level on the hub. */
  private levelsWanted = false;
  private levelToldAt = -Infinity;
  private identified: ReturnType<typeof setTimeout> | undefined;
  /** Which run a sound is the reply of. */
  private readonly runOfSound = new Map<string, string>();

  constructor(devices: Devices) {
    this.mic = devices.mic;
    this.sounds = new SatelliteSounds(devices, {
      onPlayed: (id, heard, keepListening) => this.played(id, heard, keepListening),
      onChange: () => this.update({}),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SatelliteState => this.state;

  /** Follow the microphone's level, 0 to 1, about 20 times a second while it is open. */
  readonly followLevel = (listener: (level: number) => void): (() => void) => {
    this.levelListeners.add(listener);
    return () => this.levelListeners.delete(listener);
  };

  /** Introduce this browser over a connection that has just been made, or after it moved rooms. */
  async introduce(link: SatelliteLink, hello: Hello): Promise<void> {
    this.link = link;
    // What still rings is told anew after the greeting.
    this.sounds.stopRing();
    const ack = await link.hello(hello);
    if (this.link === link) {
      this.update(ack.ok ? { ready: true, refusal: null } : { ready: false, refusal: ack });
    }
  }

  /** The connection is gone: what was under way will not be answered. */
  disconnected(): void {
    this.link = null;
    this.levelsWanted = false;
    this.endCapture();
    this.running.clear();
    this.sounds.cutOff();
    for (const turn of this.state.turns.filter((candidate) => !candidate.done)) {
      const error = turn.runId === null ? NO_ANSWER : INTERRUPTED;
      this.dispatch({ type: "refused", key: turn.key, error });
    }
    this.update({ ready: false });
  }

  /** Leave: microphone, sounds and rings end. */
  close(): void {
    this.disconnected();
    this.sounds.silence();
    this.sounds.stopRing();
    this.update({ turns: [], refusal: null, micProblem: null });
  }

  /** The microphone button: listen, or end what is going on. */
  press(): void {
    if (this.state.phase === "idle") {
      void this.listen();
    } else if (this.state.phase === "listening" && this.capture?.heardSpeech) {
      this.link?.stop();
      this.endCapture();
    } else {
      this.cancel();
    }
  }

  /** End whatever is going on, without an answer. */
  cancel(): void {
    const key = this.capture?.key;
    if (this.state.phase !== "idle") {
      this.link?.cancel();
    }
    for (const runId of this.running) {
      this.cancelled.add(runId);
    }
    this.running.clear();
    this.endCapture();
    this.sounds.silence();
    if (key !== undefined && this.turn(key)?.heard === "") {
      this.dispatch({ type: "dropped", key });
    }
  }

  /** Open the microphone and stream what is said until the hub has heard enough. */
  async listen(): Promise<void> {
    const link = this.link;
    if (!link || this.capture) {
      return;
    }
    this.sounds.silence();
    const capture: Capture = { key: this.nextKey(), runId: null, waiting: [], heardSpeech: false };
    this.capture = capture;
    this.opening = true;
    this.update({ micProblem: null });
    try {
      await this.mic.open(({ pcm, rms }) => {
        this.hear(capture, pcm, meterLevel(rms));
        this.tellLevel(rms);
      });
    } catch (error) {
      if (this.capture === capture) {
        this.endCapture();
        const micProblem = error instanceof MicError ? error.problem : "failed";
        link.log({ level: "warning", text: `The microphone cannot be used: ${micProblem}.` });
        this.update({ micProblem });
      }
      return;
    }
    if (this.capture !== capture) {
      return;
    }
    this.opening = false;
    this.dispatch({ type: "asked", key: capture.key, source: "audio" });
    this.deadline = setTimeout(() => {
      link.stop();
      this.endCapture();
    }, LONGEST_COMMAND_MS);
    this.accept(capture.key, await link.start(this.speak));
  }

  /** Send a typed command. */
  async send(text: string): Promise<void> {
    const link = this.link;
    if (!link) {
      return;
    }
    if (this.capture) {
      this.cancel();
    }
    this.sounds.silence();
    const key = this.nextKey();
    this.dispatch({ type: "asked", key, source: "text", text });
    this.accept(key, await link.text(text, this.speak));
  }

  /** Choose whether replies are spoken. */
  setSpeak(speak: boolean): void {
    this.speak = speak;
  }

  dismissMicProblem(): void {
    this.update({ micProblem: null });
  }

  /** Empty the conversation. */
  clear(): void {
    this.dispatch({ type: "cleared" });
  }

  /** Runs that were going on when the connection was lost. */
  interrupted(): string[] {
    return this.state.turns.flatMap(({ runId, error }) =>
      runId !== null && error?.code === INTERRUPTED.code ? [runId] : [],
    );
  }

  /** What became of a run that was interrupted here. */
  recall(runId: string, events: readonly RunEvent[]): void {
    this.dispatch({ type: "recalled", runId, events });
  }

  /** The Stop button of a ringing timer. */
  stopRing(id: string): void {
    this.link?.ringStop(id);
    this.sounds.stopRing(id);
  }

  /** Take an event of one of this satellite's runs. */
  onEvent(event: RunEvent): void {
    this.dispatch({ type: "event", event });
    const { capture } = this;
    if (capture && this.turn(capture.key)?.runId === event.run_id) {
      capture.heardSpeech ||= event.type === "stt-vad-start";
      if (ENDS_LISTENING.has(event.type)) {
        this.endCapture();
      }
    }
    if (event.type === "run-end") {
      this.running.delete(event.run_id);
    } else if (!this.cancelled.has(event.run_id)) {
      this.running.add(event.run_id);
    }
    this.update({});
  }

  onPlayStart(message: PlayStart): void {
    if (message.kind === "announce") {
      this.dispatch({ type: "announced", key: message.id, text: message.text });
    }
    if (message.run_id) {
      this.runOfSound.set(message.id, message.run_id);
    }
    const unwanted =
      message.kind === "reply" && (!this.speak || this.cancelled.has(message.run_id ?? ""));
    if (!unwanted) {
      this.sounds.start(message);
    }
  }

  onPlayEnd({ id, keep_listening, question }: PlayEnd): void {
    if (keep_listening) {
      this.dispatch({ type: "awaited", key: id, at: hubClock.now(), question: question ?? null });
    }
    this.sounds.end(id, keep_listening);
  }

  /** Nobody waits any more for the answer to what a sound asked. */
  onQuestionOver(id: string): void {
    this.sounds.expectNothing(id);
    this.dispatch({ type: "over", key: id });
  }

  /** The hub ends the connection, and says why; the next greeting clears it. */
  onProblem(problem: Omit<Refusal, "ok">): void {
    this.update({ refusal: { ok: false, ...problem } });
  }

  /** Somebody watches the level, or nobody does any more; the microphone opens for nobody. */
  onLevels(wanted: boolean): void {
    this.levelsWanted = wanted;
    if (wanted && !this.capture) {
      this.link?.level({ open: false });
    }
  }

  /** Show for a while which satellite this is. */
  onIdentify(): void {
    clearTimeout(this.identified);
    this.update({ identifying: true });
    this.identified = setTimeout(() => this.update({ identifying: false }), IDENTIFY_MS);
  }

  private tellLevel(rms: number): void {
    const now = performance.now();
    if (this.levelsWanted && now - this.levelToldAt >= LEVEL_EVERY_MS) {
      this.levelToldAt = now;
      const level = dbfs(rms);
      this.link?.level({ rms_dbfs: level, peak_dbfs: level });
    }
  }

  private hear(capture: Capture, pcm: ArrayBuffer, level: number): void {
    if (this.capture !== capture) {
      return;
    }
    if (capture.runId === null) {
      capture.waiting.push(pcm);
    } else {
      this.link?.audio(pcm);
    }
    for (const listener of this.levelListeners) {
      listener(level);
    }
  }

  private accept(key: string, ack: RunAck): void {
    const capture = this.capture?.key === key ? this.capture : null;
    if (!ack.ok) {
      if (capture) {
        this.endCapture();
      }
      this.dispatch({ type: "refused", key, error: ack });
      return;
    }
    this.dispatch({ type: "accepted", key, runId: ack.run_id });
    if (this.turn(key)?.done === false) {
      this.running.add(ack.run_id);
    }
    if (capture) {
      capture.runId = ack.run_id;
      for (const pcm of capture.waiting.splice(0)) {
        this.link?.audio(pcm);
      }
    }
    this.update({});
  }

  private endCapture(): void {
    clearTimeout(this.deadline);
    if (this.capture && this.levelsWanted) {
      this.link?.level({ open: false });
    }
    this.levelToldAt = -Infinity;
    this.capture = null;
    this.opening = false;
    this.mic.close();
    this.update({});
  }

  private played(id: string, heard: boolean, keepListening: boolean): void {
    if (heard) {
      this.link?.played(id);
    }
    const run = this.runOfSound.get(id);
    this.runOfSound.delete(id);
    const typed = this.state.turns.some(
      (turn) => turn.source === "text" && turn.runId !== null && turn.runId === run,
    );
    // Who types is not listened to unasked.
    if (keepListening && !typed) {
      void this.listen();
    }
  }

  private turn(key: string): Turn | undefined {
    return this.state.turns.find((turn) => turn.key === key);
  }

  private nextKey(): string {
    this.turnCount += 1;
    return `turn-${this.turnCount}`;
  }

  private dispatch(action: ConversationAction): void {
    this.update({ turns: conversation(this.state.turns, action) });
  }

  private update(change: Partial<SatelliteState>): void {
    this.state = { ...this.state, ...change, rings: this.sounds.rings, phase: this.phase() };
    for (const listener of this.listeners) {
      listener();
    }
  }

  private phase(): Phase {
    if (this.capture) {
      return this.opening ? "starting" : "listening";
    }
    if (this.sounds.speaking) {
      return "speaking";
    }
    return this.running.size > 0 ? "thinking" : "idle";
  }
}
