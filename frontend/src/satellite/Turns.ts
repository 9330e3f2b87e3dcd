import type { RunEvent } from "../api/types";
import { conversation, type ConversationAction } from "../conversation/conversation";
import type { Turn } from "../conversation/turn";

const INTERRUPTED = { code: "interrupted", message: "", cure: "" };
const NO_ANSWER = { code: "no_answer", message: "", cure: "" };

/** The conversation of this browser. */
export class Turns {
  /** Oldest first. */
  all: readonly Turn[] = [];
  private count = 0;

  constructor(private readonly onChange: () => void) {}

  nextKey(): string {
    this.count += 1;
    return `turn-${this.count}`;
  }

  take(action: ConversationAction): void {
    this.all = conversation(this.all, action);
    this.onChange();
  }

  of(key: string): Turn | undefined {
    return this.all.find((turn) => turn.key === key);
  }

  goesOn(key: string): boolean {
    return this.of(key)?.done === false;
  }

  wasTyped(runId: string | undefined): boolean {
    return this.all.some(
      (turn) => turn.source === "text" && turn.runId !== null && turn.runId === runId,
    );
  }

  /** The connection is gone: what was under way will not be answered. */
  breakOff(): void {
    for (const turn of this.all.filter((candidate) => !candidate.done)) {
      const error = turn.runId === null ? NO_ANSWER : INTERRUPTED;
      this.take({ type: "refused", key: turn.key, error });
    }
  }

  clear(): void {
    this.take({ type: "cleared" });
  }

  /** What became of a run that was interrupted here. */
  recall(runId: string, events: readonly RunEvent[]): void {
    this.take({ type: "recalled", runId, events });
  }

  /** Runs that were going on when the connection was lost. */
  interrupted(): string[] {
    return this.all.flatMap(({ runId, error }) =>
      runId !== null && error?.code === INTERRUPTED.code ? [runId] : [],
    );
  }
}
