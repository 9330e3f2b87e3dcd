import { dbfs } from "../audio/pcm";
import type { SatelliteLink } from "./protocol";

const EVERY_MS = 200;

/** Tells the hub how loud it is, a few times a second, while somebody watches there. */
export class LevelReport {
  private wanted = false;
  private toldAt = -Infinity;

  /** Somebody watches, or nobody does any more; the microphone opens for nobody. */
  want(wanted: boolean, isOpen: boolean, link: SatelliteLink | null): void {
    this.wanted = wanted;
    if (wanted && !isOpen) {
      link?.level({ open: false });
    }
  }

  hear(rms: number, link: SatelliteLink | null): void {
    const now = performance.now();
    if (this.wanted && now - this.toldAt >= EVERY_MS) {
      this.toldAt = now;
      const level = dbfs(rms);
      link?.level({ rms_dbfs: level, peak_dbfs: level });
    }
  }

  /** The microphone closes. */
  end(wasOpen: boolean, link: SatelliteLink | null): void {
    if (wasOpen && this.wanted) {
      link?.level({ open: false });
    }
    this.toldAt = -Infinity;
  }

  /** The connection is gone, and whoever watched with it. */
  forget(): void {
    this.wanted = false;
  }
}
