import type { RunEvent } from "../api/types";
import type { MicProblem } from "../audio/Microphone";
import type { Cue } from "../audio/cues";
import { Audition } from "./Audition";
import { Capture, ENDS_LISTENING } from "./Capture";
import type { HandsFree } from "./HandsFree";
import { type Listening, micProblemOf } from "./Listening";
import type { RunAck, SatelliteLink, Wake } from "./protocol";
import { Runs } from "./Runs";
import type { Phase } from "./satelliteState";
import type { SatelliteSounds } from "./SatelliteSounds";
import type { Turns } from "./Turns";

interface Around {
  listening: Listening;
  handsFree: HandsFree;
  sounds: SatelliteSounds;
  turns: Turns;
  /** Plays a short sound for what happens, where that is wanted. */
  cue: (cue: Cue) => void;
  onChange: () => void;
}

/** What is asked here: said after a push of the button or the wake word, or typed. */
export class Commands {
  readonly runs = new Runs();
  /** Whether replies are spoken. */
  speak = true;
  micProblem: MicProblem | null = null;
  private link: SatelliteLink | null = null;
  private readonly audition = new Audition();

  constructor(private readonly around: Around) {}

  get phase(): Phase {
    const { listening, sounds } = this.around;
    const idle = this.runs.any ? "thinking" : "idle";
    return listening.phase ?? (sounds.speaking ? "speaking" : idle);
  }

  /** What is asked goes over this connection from now on. */
  connect(link: SatelliteLink | null): void {
    this.link = link;
  }

  /** The connection is gone: none of what was asked will be heard of again. */
  forget(): void {
    this.audition.release();
    this.runs.forget();
  }

  /** The microphone button: listen, or end what is going on. */
  press(): void {
    const { listening } = this.around;
    if (this.phase === "idle") {
      void this.listen();
    } else if (this.phase === "listening" && listening.capture?.heardSpeech) {
      this.link?.stop();
      listening.end();
    } else {
      this.cancel();
    }
  }

  /** End whatever is going on, without an answer. */
  cancel(): void {
    const { listening, sounds, turns } = this.around;
    const key = listening.capture?.key;
    if (this.phase !== "idle") {
      this.link?.cancel();
    }
    this.runs.cancelAll();
    listening.end();
    sounds.silence();
    if (key !== undefined && turns.of(key)?.heard === "") {
      turns.take({ type: "dropped", key });
    }
  }

  /** Open the microphone and stream what is said until the hub has heard enough. */
  async listen(): Promise<void> {
    const { listening, sounds, turns } = this.around;
    const { link } = this;
    if (!link || listening.capture) {
      return;
    }
    sounds.silence();
    this.complain(null);
    const key = turns.nextKey();
    try {
      if (!(await listening.open(new Capture(key)))) {
        return;
      }
    } catch (error) {
      const problem = micProblemOf(error);
      link.log({ level: "warning", text: `The microphone cannot be used: ${problem}.` });
      this.complain(problem);
      return;
    }
    turns.take({ type: "asked", key, source: "audio" });
    this.accept(key, await link.start(this.speak));
  }

  /** The hub heard the wake word: whatever is spoken here is silenced, and the command listened to. */
  onWake({ run_id: runId, chosen = true }: Wake): void {
    const { handsFree, listening, turns } = this.around;
    if (listening.capture) {
      return; // The button was pressed at the same moment: what it starts ends this run.
    }
    handsFree.flush();
    const capture = new Capture(turns.nextKey());
    capture.take(this.link);
    this.audition.hold(capture, runId);
    listening.begin(capture);
    if (chosen || this.audition.wasChosen(runId)) {
      this.answer();
    }
  }

  /** Send a typed command. */
  async send(text: string): Promise<void> {
    const { listening, sounds, turns } = this.around;
    const { link } = this;
    if (!link) {
      return;
    }
    if (listening.capture) {
      this.cancel();
    }
    sounds.silence();
    const key = turns.nextKey();
    turns.take({ type: "asked", key, source: "text", text });
    this.accept(key, await link.text(text, this.speak));
  }

  dismissMicProblem(): void {
    this.complain(null);
  }

  /** Take an event of one of this satellite's runs. */
  onEvent(event: RunEvent): void {
    const { listening, turns } = this.around;
    turns.take({ type: "event", event });
    this.auditioned(event);
    const { capture } = listening;
    if (capture && turns.of(capture.key)?.runId === event.run_id) {
      capture.heardSpeech ||= event.type === "stt-vad-start";
      if (ENDS_LISTENING.has(event.type)) {
        this.heardToTheEnd();
        this.around.cue(event.type === "error" ? "error" : "done");
      }
    }
    this.runs.hearOf(event.run_id, event.type === "run-end");
    this.around.onChange();
  }

  private complain(problem: MicProblem | null): void {
    this.micProblem = problem;
    this.around.onChange();
  }

  private auditioned(event: RunEvent): void {
    const verdict = this.audition.hear(event);
    if (verdict === "chosen") {
      this.answer();
    } else if (verdict === "lost") {
      this.audition.release();
      this.heardToTheEnd();
    }
  }

  /** This satellite answers: whatever is spoken here is silenced, and it shows that it listens. */
  private answer(): void {
    const { listening, sounds, turns } = this.around;
    const held = this.audition.release();
    if (held?.capture !== listening.capture) {
      return;
    }
    const { key } = held.capture;
    sounds.silence();
    this.around.cue("wake");
    turns.take({ type: "asked", key, source: "audio" });
    this.accept(key, { ok: true, run_id: held.runId });
    if (!turns.goesOn(key)) {
      listening.end();
    }
  }

  private accept(key: string, ack: RunAck): void {
    const { listening, turns } = this.around;
    const { capture } = listening;
    if (!ack.ok) {
      if (capture?.key === key) {
        listening.end();
      }
      turns.take({ type: "refused", key, error: ack });
      return;
    }
    turns.take({ type: "accepted", key, runId: ack.run_id });
    if (turns.goesOn(key)) {
      this.runs.begin(ack.run_id);
    }
    if (capture?.key === key) {
      capture.take(this.link);
    }
    this.around.onChange();
  }

  private heardToTheEnd(): void {
    this.around.listening.end();
    this.around.handsFree.commandOver();
  }
}
