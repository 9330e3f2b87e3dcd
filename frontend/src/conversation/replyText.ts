import type { Turn } from "./turn";

/** Translates a reason; `null` when there is no text for it. */
export type TranslateReason = (code: string) => string | null;

/** What the assistant's bubble says; `null` while there is nothing to say yet. */
export function replyText(turn: Turn, translate: TranslateReason): string | null {
  if (turn.reply !== "") {
    return turn.reply;
  }
  if (!turn.done) {
    return null;
  }
  for (const code of [turn.reason, turn.error?.code]) {
    const known = code ? translate(code) : null;
    if (known !== null) {
      return known;
    }
  }
  if (turn.error) {
    return turn.error.message || translate("error");
  }
  return translate(turn.reason === null ? "silent" : "error");
}

/** What is to be said below the reply of a turn that failed; empty when the reply says it. */
export function errorText(turn: Turn, reply: string): string {
  if (!turn.error) {
    return "";
  }
  const { message, cure } = turn.error;
  return [message === reply ? "" : message, cure].filter(Boolean).join(" ");
}
