/** Collects what changes quickly and hands it on a few times a second, the latest of each only. */
export class Batch<T extends { id: string }> {
  private readonly waiting = new Map<string, T>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly deliver: (items: T[]) => void,
    private readonly waitMs = 40,
  ) {}

  add(item: T): void {
    this.waiting.set(item.id, item);
    this.timer ??= setTimeout(() => this.flush(), this.waitMs);
  }

  flush(): void {
    this.stop();
    const items = [...this.waiting.values()];
    this.waiting.clear();
    if (items.length > 0) {
      this.deliver(items);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
