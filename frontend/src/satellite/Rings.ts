import type { Timer } from "../api/types";
import { hubClock } from "../timers/hubClock";
import { AwayRings } from "./AwayRings";
import { ownTimers } from "./ownTimers";
import { type Planned, plannedOf } from "./planned";
import type { RingMessage, SatelliteLink, SnoozeAck, Upcoming } from "./protocol";
import type { SatelliteSounds } from "./SatelliteSounds";

const NO_ANSWER = { ok: false, code: "no_answer", message: "", cure: "" } as const;

/** What rings here and what is going to, also while the hub is away. */
export class Rings {
  /** Timers that were set here and go on. */
  timers: readonly Timer[] = [];
  planned: readonly Planned[] = [];
  private link: SatelliteLink | null = null;
  private readonly away: AwayRings;

  constructor(
    private readonly sounds: SatelliteSounds,
    private readonly isReady: () => boolean,
    private readonly onChange: () => void,
  ) {
    this.away = new AwayRings(
      () => !isReady(),
      (message) => sounds.ring(message),
    );
  }

  /** The hub is there over this connection, or away. */
  connect(link: SatelliteLink | null): void {
    this.link = link;
  }

  /** The hub is greeted: what still rings is told anew after that. */
  greet(): void {
    this.sounds.stopRing();
    this.away.back(Date.now());
  }

  /** The hub has something ring, unless it was silenced here while the hub was away. */
  onRing(message: RingMessage): void {
    if (this.away.wasSilenced(message.timer.id, Date.now())) {
      this.link?.ringStop(message.timer.id);
    } else {
      this.sounds.ring(message);
    }
  }

  /** All timers that are set here. */
  onTimers(timers: readonly Timer[]): void {
    this.timers = timers;
    this.onChange();
  }

  /** One of its timers was set, changed or is over. */
  onTimer(timer: Timer): void {
    if (timer.state !== "ringing") {
      this.sounds.stopRing(timer.id);
    }
    this.onTimers(ownTimers(this.timers, timer));
  }

  /** What is going to ring here. */
  onUpcoming(items: readonly Upcoming[]): void {
    this.away.expect(items);
    this.planned = plannedOf(items, hubClock.now());
    this.onChange();
  }

  /** The Stop button of what rings. */
  stop(id: string): void {
    if (this.link && this.isReady()) {
      this.link.ringStop(id);
    } else {
      this.away.silenced(id);
    }
    this.sounds.stopRing(id);
  }

  /** The Snooze button of what rings: it is silent once the hub has agreed. */
  async snooze(id: string): Promise<SnoozeAck> {
    const ack = (await this.link?.ringSnooze(id)) ?? NO_ANSWER;
    if (ack.ok) {
      this.sounds.stopRing(id);
    }
    return ack;
  }

  /** Nothing rings here any more, now or later. */
  close(): void {
    this.away.forget();
    this.sounds.stopRing();
  }
}
