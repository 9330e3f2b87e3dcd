import type { Cue } from "../audio/cues";
import type { RunEvent, Timer } from "../api/types";
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
  SnoozeAck,
  Upcoming,
  Wake,
} from "./protocol";
import { hubClock } from "../timers/hubClock";
import { type Loudspeaker, SatelliteSounds } from "./SatelliteSounds";
import { AwayRings } from "./AwayRings";
import { Capture } from "./Capture";
import { HandsFree } from "./HandsFree";
import { Listening, micProblemOf, type OpenMicrophone } from "./Listening";
import { Runs } from "./Runs";
import { AT_FIRST, type Phase, type SatelliteState } from "./satelliteState";
import { ownTimers } from "./ownTimers";
import { plannedOf } from "./planned";

export interface Devices extends Loudspeaker {
  mic: OpenMicrophone;
  /** Plays a short sound for what happens, where that is wanted. */
  cue: (cue: Cue) => void;
}

const INTERRUPTED = { code: "interrupted", message: "", cure: "" };
const NO_ANSWER = { code: "no_answer", message: "", cure: "" };
const IDENTIFY_MS = 6_000;
const ENDS_LISTENING = new Set(["stt-vad-end", "stt-end", "error", "run-end"]);

/** This browser as a satellite: microphone, loudspeaker and conversation behind one connection. */
export class SatelliteClient {
  readonly sounds: SatelliteSounds;
  /** Waits for the wake word, where that is wanted. */
  readonly handsFree: HandsFree;
  private state = AT_FIRST;
  private readonly listening: Listening;
  private readonly listeners = new Set<() => void>();
  private link: SatelliteLink | null = null;
  private readonly runs = new Runs();
  /** Rings while the hub is away. */
  private readonly awayRings: AwayRings;
  private turnCount = 0;
  private speak = true;
  /** A wake word that another satellite may have heard better. */
  private held: { capture: Capture; runId: string } | null = null;
  /** The run that was chosen before it was told that there is one. */
  private chosenEarly = "";
  private identified: ReturnType<typeof setTimeout> | undefined;
  constructor(private readonly devices: Devices) {
    this.listening = new Listening(devices.mic, () => this.update({}));
    this.handsFree = new HandsFree(this.listening, () => this.update({}));
    this.sounds = new SatelliteSounds(devices, {
      onPlayed: (id, heard, keepListening) => this.played(id, heard, keepListening),
      onChange: () => this.update({}),
    });
    this.awayRings = new AwayRings(
      () => !this.state.ready,
      (message) => this.sounds.ring(message),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SatelliteState => this.state;

  /** Follow the microphone's level, 0 to 1, about 20 times a second while it is open. */
  readonly followLevel = (listener: (level: number) => void): (() => void) =>
    this.listening.follow(listener);

  /** Introduce this browser over a connection that has just been made, or after it moved rooms. */
  async introduce(link: SatelliteLink, hello: Hello): Promise<void> {
    this.connect(link);
    // What still rings is told anew after the greeting.
    this.sounds.stopRing();
    this.awayRings.back(Date.now());
    const ack = await link.hello(hello);
    if (this.link === link) {
      if (ack.ok && ack.question) {
        const { text, asked_at: at, ...question } = ack.question;
        this.dispatch({ type: "left-open", text, at, question });
      }
      if (ack.ok) {
        this.update({ ready: true, refusal: null, timers: ack.timers ?? [] });
        this.handsFree.connect(link);
      } else {
        this.update({ ready: false, refusal: ack });
      }
    }
  }

  /** The connection is gone: what was under way will not be answered. */
  disconnected(): void {
    this.connect(null);
    this.listening.end();
    this.handsFree.connect(null);
    this.held = null;
    this.runs.forget();
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
    this.handsFree.want(false);
    this.awayRings.forget();
    this.sounds.silence();
    this.sounds.stopRing();
    this.update({ turns: [], refusal: null, micProblem: null });
  }

  /** The microphone button: listen, or end what is going on. */
  press(): void {
    if (this.state.phase === "idle") {
      void this.listen();
    } else if (this.state.phase === "listening" && this.listening.capture?.heardSpeech) {
      this.link?.stop();
      this.listening.end();
    } else {
      this.cancel();
    }
  }

  /** End whatever is going on, without an answer. */
  cancel(): void {
    const key = this.listening.capture?.key;
    if (this.state.phase !== "idle") {
      this.link?.cancel();
    }
    this.runs.cancelAll();
    this.listening.end();
    this.sounds.silence();
    if (key !== undefined && this.turn(key)?.heard === "") {
      this.dispatch({ type: "dropped", key });
    }
  }

  /** Open the microphone and stream what is said until the hub has heard enough. */
  async listen(): Promise<void> {
    const link = this.link;
    if (!link || this.listening.capture) {
      return;
    }
    this.sounds.silence();
    this.update({ micProblem: null });
    const key = this.nextKey();
    try {
      if (!(await this.listening.open(new Capture(key)))) {
        return;
      }
    } catch (error) {
      const micProblem = micProblemOf(error);
      link.log({ level: "warning", text: `The microphone cannot be used: ${micProblem}.` });
      this.update({ micProblem });
      return;
    }
    this.dispatch({ type: "asked", key, source: "audio" });
    this.accept(key, await link.start(this.speak));
  }

  /** The hub heard the wake word: whatever is spoken here is silenced, and the command listened to. */
  onWake({ run_id: runId, chosen = true }: Wake): void {
    if (this.listening.capture) {
      return; // The button was pressed at the same moment: what it starts ends this run.
    }
    this.handsFree.flush();
    const capture = new Capture(this.nextKey());
    capture.take(this.link);
    capture.held = true;
    this.listening.begin(capture);
    this.held = { capture, runId };
    if (chosen || this.chosenEarly === runId) {
      this.chosen();
    }
  }

  /** Send a typed command. */
  async send(text: string): Promise<void> {
    const link = this.link;
    if (!link) {
      return;
    }
    if (this.listening.capture) {
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
    this.handsFree.setSpeak(speak);
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

  /** The hub has something ring, unless it was silenced here while the hub was away. */
  onRing(message: RingMessage): void {
    if (this.awayRings.wasSilenced(message.timer.id, Date.now())) {
      this.link?.ringStop(message.timer.id);
    } else {
      this.sounds.ring(message);
    }
  }

  /** The Stop button of a ringing timer. */
  stopRing(id: string): void {
    if (this.link && this.state.ready) {
      this.link.ringStop(id);
    } else {
      this.awayRings.silenced(id);
    }
    this.sounds.stopRing(id);
  }

  /** The Snooze button of what rings: it is silent once the hub has agreed. */
  async snoozeRing(id: string): Promise<SnoozeAck> {
    const ack = (await this.link?.ringSnooze(id)) ?? { ok: false, ...NO_ANSWER };
    if (ack.ok) {
      this.sounds.stopRing(id);
    }
    return ack;
  }

  /** Take an event of one of this satellite's runs. */
  onEvent(event: RunEvent): void {
    this.dispatch({ type: "event", event });
    this.auditioned(event);
    const { capture } = this.listening;
    if (capture && this.turn(capture.key)?.runId === event.run_id) {
      capture.heardSpeech ||= event.type === "stt-vad-start";
      if (ENDS_LISTENING.has(event.type)) {
        this.listening.end();
        this.handsFree.commandOver();
        this.devices.cue(event.type === "error" ? "error" : "done");
      }
    }
    this.runs.hearOf(event.run_id, event.type === "run-end");
    this.update({});
  }

  onPlayStart(message: PlayStart): void {
    if (message.kind === "announce") {
      this.dispatch({ type: "announced", key: message.id, text: message.text });
    }
    if (message.run_id) {
      this.runs.soundBegins(message.id, message.run_id);
    }
    const wanted = this.speak && this.runs.isWanted(message.run_id ?? null);
    if (message.kind !== "reply" || wanted) {
      this.sounds.start(message);
    }
  }

  onPlayEnd({ id, keep_listening, question }: PlayEnd): void {
    if (keep_listening) {
      this.dispatch({ type: "awaited", key: id, at: hubClock.now(), question: question ?? null });
    }
    this.sounds.end(id, keep_listening);
  }

  /** One of its timers was set, changed or is over. */
  onTimer(timer: Timer): void {
    if (timer.state !== "ringing") {
      this.sounds.stopRing(timer.id);
    }
    this.update({ timers: ownTimers(this.state.timers, timer) });
  }

  /** What is going to ring here. */
  onUpcoming(items: readonly Upcoming[]): void {
    this.awayRings.expect(items);
    this.update({ planned: plannedOf(items, hubClock.now()) });
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
    this.listening.wantLevels(wanted);
  }

  /** Somebody said “stop”: nothing is to be heard any more. */
  onHush(): void {
    this.sounds.silence();
    this.sounds.stopRing();
  }

  /** Show for a while which satellite this is. */
  onIdentify(): void {
    clearTimeout(this.identified);
    this.update({ identifying: true });
    this.identified = setTimeout(() => this.update({ identifying: false }), IDENTIFY_MS);
  }

  /** This satellite answers: whatever is spoken here is silenced, and it shows that it listens. */
  private chosen(): void {
    const { held } = this;
    this.held = null;
    if (held?.capture !== this.listening.capture) {
      return;
    }
    held.capture.held = false;
    this.sounds.silence();
    this.devices.cue("wake");
    this.dispatch({ type: "asked", key: held.capture.key, source: "audio" });
    this.accept(held.capture.key, { ok: true, run_id: held.runId });
    if (this.turn(held.capture.key)?.done !== false) {
      this.listening.end();
    }
  }

  /** Take who of several satellites answers. */
  private auditioned({ type, run_id: runId }: { type: string; run_id: string }): void {
    if (type === "wake-chosen") {
      this.chosenEarly = runId;
    }
    if (this.held?.runId !== runId) {
      return;
    }
    if (type === "wake-chosen") {
      this.chosen();
    } else if (ENDS_LISTENING.has(type)) {
      this.held = null;
      this.listening.end();
      this.handsFree.commandOver();
    }
  }

  private accept(key: string, ack: RunAck): void {
    const { capture } = this.listening;
    if (!ack.ok) {
      if (capture?.key === key) {
        this.listening.end();
      }
      this.dispatch({ type: "refused", key, error: ack });
      return;
    }
    this.dispatch({ type: "accepted", key, runId: ack.run_id });
    if (this.turn(key)?.done === false) {
      this.runs.begin(ack.run_id);
    }
    if (capture?.key === key) {
      capture.take(this.link);
    }
    this.update({});
  }

  private played(id: string, heard: boolean, keepListening: boolean): void {
    if (heard) {
      this.link?.played(id);
    }
    const run = this.runs.soundOver(id);
    const typed = this.state.turns.some(
      (turn) => turn.source === "text" && turn.runId !== null && turn.runId === run,
    );
    // Who types is not listened to unasked.
    if (keepListening && !typed) {
      void this.listen();
    }
  }

  private connect(link: SatelliteLink | null): void {
    this.link = link;
    this.listening.connect(link);
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
    const { rings } = this.sounds;
    const handsFree = this.handsFree.state;
    this.state = { ...this.state, ...change, rings, handsFree, phase: this.phase() };
    this.sounds.hush(this.listening.phase !== null);
    this.handsFree.hearing(
      this.listening.phase === null && (this.sounds.speaking || rings.length > 0),
    );
    for (const listener of this.listeners) {
      listener();
    }
  }

  private phase(): Phase {
    const idle = this.runs.any ? "thinking" : "idle";
    return this.listening.phase ?? (this.sounds.speaking ? "speaking" : idle);
  }
}
