/** Differences below this are the resolution of the Date header and the way here. */
const TOLERANCE_S = 2;

/** The hub's clock as seen from here: a phone's or a Pi's clock may be minutes off. */
export class HubClock {
  private offsetS = 0;

  /** Learn from the Date header of a response. */
  observe(date: string | null, nowMs = Date.now()): void {
    const hubMs = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(hubMs)) {
      return;
    }
    const offset = (hubMs - nowMs) / 1000;
    this.offsetS = Math.abs(offset) > TOLERANCE_S ? offset : 0;
  }

  /** Seconds since the epoch by the hub's clock. */
  now(nowMs = Date.now()): number {
    return nowMs / 1000 + this.offsetS;
  }
}

export const hubClock = new HubClock();
