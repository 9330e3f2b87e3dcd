/** Which runs of this browser go on, and whose replies are wanted. */
export class Runs {
  private readonly going = new Set<string>();
  /** Runs whose reply is no longer wanted. */
  private readonly cancelled = new Set<string>();
  /** Which run a sound is the reply of. */
  private readonly ofSound = new Map<string, string>();

  get any(): boolean {
    return this.going.size > 0;
  }

  begin(runId: string): void {
    this.going.add(runId);
  }

  /** An event came: the run goes on, unless it ended or nobody wants it. */
  hearOf(runId: string, ended: boolean): void {
    if (ended) {
      this.going.delete(runId);
    } else if (!this.cancelled.has(runId)) {
      this.going.add(runId);
    }
  }

  isWanted(runId: string | null): boolean {
    return !this.cancelled.has(runId ?? "");
  }

  cancelAll(): void {
    for (const runId of this.going) {
      this.cancelled.add(runId);
    }
    this.going.clear();
  }

  /** The connection is gone: none will be heard of again. */
  forget(): void {
    this.going.clear();
  }

  soundBegins(soundId: string, runId: string): void {
    this.ofSound.set(soundId, runId);
  }

  /** The run a sound was the reply of, once it was played. */
  soundOver(soundId: string): string | undefined {
    const runId = this.ofSound.get(soundId);
    this.ofSound.delete(soundId);
    return runId;
  }
}
