/** A connection over which nothing came for so many times what was promised is dead. */
const TIMES = 3;
const SHORTEST_MS = 6_000;

/** Notices a connection that died without a word, long before the browser does. */
export class Watchdog {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onDead: () => void) {}

  /** Something came, and something else is promised within `everyS` seconds. */
  expect(everyS: number | undefined): void {
    this.rest();
    if (everyS !== undefined && everyS > 0) {
      const patience = Math.max(SHORTEST_MS, TIMES * everyS * 1000);
      this.timer = setTimeout(this.onDead, patience);
    }
  }

  /** Expect nothing for now. */
  readonly rest = (): void => clearTimeout(this.timer);
}
