interface Turn<T> {
  pieces: T[];
  ended: boolean;
}

/**
 * Lets sounds that arrive in pieces follow one another: the pieces of a later one wait until the one
 * before it is complete.
 */
export class TurnQueue<T> {
  private readonly turns = new Map<string, Turn<T>>();

  /** `play` takes the pieces in order; `finish` is told when the last piece of a sound was taken. */
  constructor(
    private readonly play: (id: string, piece: T) => void,
    private readonly finish: (id: string) => void,
  ) {}

  begin(id: string): void {
    this.turns.set(id, { pieces: [], ended: false });
  }

  add(id: string, piece: T): void {
    const turn = this.turns.get(id);
    if (turn) {
      turn.pieces.push(piece);
      this.advance();
    }
  }

  end(id: string): void {
    const turn = this.turns.get(id);
    if (turn) {
      turn.ended = true;
      this.advance();
    }
  }

  /** Nothing more will come of any sound. */
  endAll(): void {
    for (const turn of this.turns.values()) {
      turn.ended = true;
    }
    this.advance();
  }

  clear(): void {
    this.turns.clear();
  }

  private advance(): void {
    for (const [id, turn] of this.turns) {
      for (const piece of turn.pieces.splice(0)) {
        this.play(id, piece);
      }
      if (!turn.ended) {
        return;
      }
      this.turns.delete(id);
      this.finish(id);
    }
  }
}
