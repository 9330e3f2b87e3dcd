import type { ReplyPlayer } from "../audio/ReplyPlayer";
import type { RingPlayer } from "../audio/RingPlayer";
import type { PlayStart, RingMessage } from "./protocol";

/** The sound devices that play. */
export interface Loudspeaker {
  player: (
    onDone: (id: string, heard: boolean) => void,
  ) => Pick<ReplyPlayer, "start" | "chunk" | "end" | "endAll" | "stop">;
  ring: Pick<RingPlayer, "start" | "duck" | "stop">;
}

export interface SoundsListener {
  /** A sound is over. `heard` is false when it could not be played or was not wanted. */
  onPlayed: (id: string, heard: boolean, keepListening: boolean) => void;
  onChange: () => void;
}

/** Everything the hub plays here: replies, announcements and ringing timers. */
export class SatelliteSounds {
  rings: readonly RingMessage[] = [];
  private hushed = false;
  private readonly player: ReturnType<Loudspeaker["player"]>;
  /** Sounds that are playing, and whether the microphone opens again after them. */
  private readonly playing = new Map<string, boolean>();
  /** Those of them the hub has sent to the end. */
  private readonly complete = new Set<string>();
  /** Sounds that were stopped while the hub was still sending them. */
  private readonly dropped = new Set<string>();

  constructor(
    private readonly devices: Loudspeaker,
    private readonly listener: SoundsListener,
  ) {
    this.player = devices.player((id, heard) => this.played(id, heard));
  }

  get speaking(): boolean {
    return this.playing.size > 0;
  }

  start(message: PlayStart): void {
    this.playing.set(message.id, false);
    this.player.start(message.id, message);
    this.changed();
  }

  chunk(id: string, pcm: Uint8Array): void {
    this.player.chunk(id, pcm);
  }

  end(id: string, keepListening: boolean): void {
    if (this.playing.has(id)) {
      this.complete.add(id);
      this.playing.set(id, keepListening);
      this.player.end(id);
    } else if (!this.dropped.delete(id)) {
      // Its start was not wanted: spoken replies are off.
      this.listener.onPlayed(id, false, keepListening);
    }
  }

  /** The microphone need not open any more after a sound. */
  expectNothing(id: string): void {
    if (this.playing.has(id)) {
      this.playing.set(id, false);
    }
  }

  /** Stop what is spoken; what was to follow it does not. */
  silence(): void {
    for (const id of this.playing.keys()) {
      this.playing.set(id, false);
      if (!this.complete.has(id)) {
        this.dropped.add(id);
      }
    }
    this.player.stop();
  }

  /** The hub is gone: it sends no more of what it was speaking. */
  cutOff(): void {
    this.dropped.clear();
    this.player.endAll();
  }

  ring(message: RingMessage): void {
    const others = this.rings.filter((known) => known.timer.id !== message.timer.id);
    this.rings = [...others, message];
    this.devices.ring.start();
    this.changed();
  }

  /** Stop one ringing timer, or all. */
  stopRing(id?: string): void {
    if (this.rings.length === 0) {
      return;
    }
    this.rings = id === undefined ? [] : this.rings.filter((ring) => ring.timer.id !== id);
    if (this.rings.length === 0) {
      this.devices.ring.stop();
    }
    this.changed();
  }

  /** What rings steps back while somebody speaks here. */
  hush(hushed: boolean): void {
    if (hushed !== this.hushed) {
      this.hushed = hushed;
      this.devices.ring.duck(hushed || this.speaking);
    }
  }

  private played(id: string, heard: boolean): void {
    const keepListening = this.playing.get(id) ?? false;
    this.playing.delete(id);
    this.complete.delete(id);
    this.changed();
    this.listener.onPlayed(id, heard, keepListening);
  }

  private changed(): void {
    this.devices.ring.duck(this.hushed || this.speaking);
    this.listener.onChange();
  }
}
