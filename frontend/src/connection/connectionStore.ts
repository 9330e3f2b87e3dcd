export interface ConnectionState {
  /** Whether the last request reached the hub. */
  api: boolean;
  /** Whether the live connection stands; `null` while none is wanted. */
  socket: boolean | null;
}

/** Whether the hub can be reached, for everybody who wants to know. */
class ConnectionStore {
  private state: ConnectionState = { api: true, socket: null };
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ConnectionState => this.state;

  setApi(api: boolean): void {
    this.set({ ...this.state, api });
  }

  setSocket(socket: boolean | null): void {
    this.set({ ...this.state, socket });
  }

  private set(next: ConnectionState): void {
    if (next.api === this.state.api && next.socket === this.state.socket) {
      return;
    }
    this.state = next;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

export const connection = new ConnectionStore();
