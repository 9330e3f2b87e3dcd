import { hubClock } from "../timers/hubClock";
import type { Commands } from "./Commands";
import type { PlayEnd, PlayStart, SatelliteLink } from "./protocol";
import type { SatelliteSounds } from "./SatelliteSounds";
import type { Turns } from "./Turns";

/** What the hub says here: replies, announcements and questions. */
export class Replies {
  private link: SatelliteLink | null = null;

  constructor(
    private readonly sounds: SatelliteSounds,
    private readonly turns: Turns,
    private readonly commands: Commands,
  ) {}

  /** What was heard is told over this connection from now on. */
  connect(link: SatelliteLink | null): void {
    this.link = link;
  }

  onPlayStart(message: PlayStart): void {
    const { runs, speak } = this.commands;
    if (message.kind === "announce") {
      this.turns.take({ type: "announced", key: message.id, text: message.text });
    }
    if (message.run_id) {
      runs.soundBegins(message.id, message.run_id);
    }
    const wanted = speak && runs.isWanted(message.run_id ?? null);
    if (message.kind !== "reply" || wanted) {
      this.sounds.start(message);
    }
  }

  onPlayEnd({ id, keep_listening, question }: PlayEnd): void {
    if (keep_listening) {
      const at = hubClock.now();
      this.turns.take({ type: "awaited", key: id, at, question: question ?? null });
    }
    this.sounds.end(id, keep_listening);
  }

  /** Nobody waits any more for the answer to what a sound asked. */
  onQuestionOver(id: string): void {
    this.sounds.expectNothing(id);
    this.turns.take({ type: "over", key: id });
  }

  /** A sound is over: who was asked something is listened to. */
  played(id: string, heard: boolean, keepListening: boolean): void {
    if (heard) {
      this.link?.played(id);
    }
    const run = this.commands.runs.soundOver(id);
    // Who types is not listened to unasked.
    if (keepListening && !this.turns.wasTyped(run)) {
      void this.commands.listen();
    }
  }
}
