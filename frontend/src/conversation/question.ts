import type { Turn } from "./turn";

/** The hub waits this long for an answer, in seconds. */
export const WAITS_S = 60;

/** The turn whose question waits for an answer; what was not heard, and announcements, leave it waiting. */
export function openQuestion(turns: readonly Turn[]): Turn | null {
  const last = turns.findLast(
    ({ source, heard, question }) =>
      source === "text" || (source === "audio" ? heard !== "" : question !== null),
  );
  return last?.done && last.question !== null ? last : null;
}

/** Until when the hub waits for an answer: seconds since the epoch, by its clock. */
export function waitsUntil(turn: Turn): number {
  const asked = turn.events.findLast(({ type }) => type === "intent-end") ?? turn.events.at(-1);
  return (turn.askedAt ?? asked?.timestamp ?? 0) + WAITS_S;
}
