import type { Cue } from "../audio/cues";
import { knownZone } from "../schedules/zone";
import { Commands } from "./Commands";
import { HandsFree } from "./HandsFree";
import { Listening, type OpenMicrophone } from "./Listening";
import type { Hello, Refusal, SatelliteLink } from "./protocol";
import { Replies } from "./Replies";
import { Rings } from "./Rings";
import { type Loudspeaker, SatelliteSounds } from "./SatelliteSounds";
import { AT_FIRST, type SatelliteState } from "./satelliteState";
import { Turns } from "./Turns";

export interface Devices extends Loudspeaker {
  mic: OpenMicrophone;
  /** Plays a short sound for what happens, where that is wanted. */
  cue: (cue: Cue) => void;
}

const IDENTIFY_MS = 6_000;

/** This browser as a satellite: microphone, loudspeaker and conversation behind one connection. */
export class SatelliteClient {
  readonly turns: Turns;
  readonly sounds: SatelliteSounds;
  /** Waits for the wake word, where that is wanted. */
  readonly handsFree: HandsFree;
  readonly commands: Commands;
  readonly replies: Replies;
  readonly rings: Rings;
  private state = AT_FIRST;
  private readonly listening: Listening;
  private readonly listeners = new Set<() => void>();
  private link: SatelliteLink | null = null;
  private identified: ReturnType<typeof setTimeout> | undefined;

  constructor(devices: Devices) {
    const onChange = () => this.update({});
    this.listening = new Listening(devices.mic, onChange);
    this.handsFree = new HandsFree(this.listening, onChange);
    this.sounds = new SatelliteSounds(devices, {
      onPlayed: (id, heard, keepListening) => this.replies.played(id, heard, keepListening),
      onChange,
    });
    this.turns = new Turns(onChange);
    this.commands = new Commands({
      listening: this.listening,
      handsFree: this.handsFree,
      sounds: this.sounds,
      turns: this.turns,
      cue: devices.cue,
      onChange,
    });
    this.replies = new Replies(this.sounds, this.turns, this.commands);
    this.rings = new Rings(this.sounds, () => this.state.ready, onChange);
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
    this.rings.greet();
    const ack = await link.hello(hello);
    if (this.link !== link) {
      return;
    }
    if (!ack.ok) {
      this.update({ ready: false, refusal: ack });
      return;
    }
    if (ack.question) {
      const { text, asked_at: at, ...question } = ack.question;
      this.turns.take({ type: "left-open", text, at, question });
    }
    this.update({ ready: true, refusal: null, zone: knownZone(ack.hub?.time_zone) });
    this.rings.onTimers(ack.timers ?? []);
    this.handsFree.connect(link);
  }

  /** The connection is gone: what was under way will not be answered. */
  disconnected(): void {
    this.connect(null);
    this.listening.end();
    this.handsFree.connect(null);
    this.commands.forget();
    this.sounds.cutOff();
    this.turns.breakOff();
    this.update({ ready: false });
  }

  /** Leave: microphone, sounds and rings end. */
  close(): void {
    this.disconnected();
    this.handsFree.want(false);
    this.sounds.silence();
    this.rings.close();
    this.commands.dismissMicProblem();
    this.turns.clear();
    this.update({ refusal: null });
  }

  /** Choose whether replies are spoken. */
  setSpeak(speak: boolean): void {
    this.commands.speak = speak;
    this.handsFree.setSpeak(speak);
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

  private connect(link: SatelliteLink | null): void {
    this.link = link;
    for (const part of [this.listening, this.commands, this.replies, this.rings]) {
      part.connect(link);
    }
  }

  private update(change: Partial<SatelliteState>): void {
    const { rings } = this.sounds;
    this.state = {
      ...this.state,
      ...change,
      rings,
      turns: this.turns.all,
      timers: this.rings.timers,
      planned: this.rings.planned,
      micProblem: this.commands.micProblem,
      handsFree: this.handsFree.state,
      phase: this.commands.phase,
    };
    this.sounds.hush(this.listening.phase !== null);
    this.handsFree.hearing(
      this.listening.phase === null && (this.sounds.speaking || rings.length > 0),
    );
    for (const listener of this.listeners) {
      listener();
    }
  }
}
