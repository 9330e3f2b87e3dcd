import type { RingMessage, Upcoming } from "./protocol";

/** Within so long after coming back the hub rings what was stopped here while it was away. */
const SETTLES_MS = 60_000;

/** Rings at its time what the hub has told of, while the hub is away. */
export class AwayRings {
  private readonly alarms: ReturnType<typeof setTimeout>[] = [];
  /** Stopped while the hub could not be told; null: it is away still. */
  private readonly stopped = new Map<string, number | null>();

  constructor(
    private readonly isAway: () => boolean,
    private readonly ring: (message: RingMessage) => void,
  ) {}

  /** Take everything that is going to ring, with its times from now. */
  expect(items: readonly Upcoming[]): void {
    this.forget();
    for (const { id, kind, text, name, in_s: times } of items) {
      const timer = {
        id,
        kind,
        name: name === undefined || name === "" ? null : name,
        late: false,
      };
      for (const inS of times) {
        this.alarms.push(
          setTimeout(() => {
            if (this.isAway()) {
              this.stopped.delete(id);
              this.ring({ timer, text });
            }
          }, inS * 1000),
        );
      }
    }
  }

  /** Somebody silenced something that rings; told to the hub when it is back. */
  silenced(id: string): void {
    this.stopped.set(id, null);
  }

  /** The hub is back. */
  back(now: number): void {
    for (const [id, since] of this.stopped) {
      this.stopped.set(id, since ?? now);
    }
  }

  /** Whether what the hub rings now was silenced here while it was away. Told once. */
  wasSilenced(id: string, now: number): boolean {
    const since = this.stopped.get(id);
    this.stopped.delete(id);
    return since !== undefined && (since === null || now - since < SETTLES_MS);
  }

  /** Ring nothing any more. */
  forget(): void {
    this.alarms.splice(0).forEach(clearTimeout);
  }
}
