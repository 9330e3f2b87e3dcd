import { dbfs } from "../audio/pcm";

/** Pieces of 50 ms. A second before a voice is let through, so that no wake word is cut. */
const BEFORE = 20;
/** And one and a half after it: the pause between a wake word and its command. */
const AFTER = 30;
/** How far a voice stands above the quiet around it, at least. */
const RISE_DB = 6;
/** Per piece: after a change of the noise the floor has followed within some seconds. */
const FLOOR_RISE_DB = 0.1;
/** Below this it is as good as silent, whatever stands out of it. */
const SILENT_DB = -68;

/** Lets through what may be a voice, with what came just before; in a silent room next to nothing. */
export class VoiceGate<T> {
  private floor: number | null = null;
  private openFor = 0;
  private before: T[] = [];

  /** Take a piece and how loud it is; returns the pieces to let through, oldest first. */
  feed(piece: T, rms: number): T[] {
    const level = Math.max(SILENT_DB, dbfs(rms));
    this.floor = Math.min(level, (this.floor ?? level) + FLOOR_RISE_DB);
    if (level > this.floor + RISE_DB) {
      this.openFor = AFTER;
    } else if (this.openFor > 0) {
      this.openFor -= 1;
    }
    this.before.push(piece);
    if (this.openFor > 0) {
      return this.before.splice(0);
    }
    if (this.before.length > BEFORE) {
      this.before.shift();
    }
    return [];
  }

  /** Keep what is known of the room, and forget what was heard: it belonged to a command. */
  reset(): void {
    this.before = [];
    this.openFor = 0;
  }
}
