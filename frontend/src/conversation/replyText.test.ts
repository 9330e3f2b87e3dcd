import { expect, test } from "vitest";

import { errorText, replyText } from "./replyText";
import { newTurn } from "./turn";

const TEXTS: Record<string, string> = {
  no_intent: "Not understood.",
  error: "Failed.",
  silent: "Done.",
};
const translate = (code: string) => TEXTS[code] ?? null;
const turn = newTurn("a", "text");

test("nothing is said before there is an answer", () => {
  expect(replyText(turn, translate)).toBeNull();
});

test("the hub's words come first", () => {
  expect(replyText({ ...turn, reply: "It is ten.", reason: "no_intent" }, translate)).toBe(
    "It is ten.",
  );
});

test("a declined command without words gets the words for its reason", () => {
  expect(replyText({ ...turn, done: true, reason: "no_intent" }, translate)).toBe(
    "Not understood.",
  );
});

test("an unknown error shows its own message, or a general one", () => {
  const error = { code: "weird", message: "The lamp fell over.", cure: "Put it up." };
  const failed = { ...turn, done: true, error };
  expect(replyText(failed, translate)).toBe("The lamp fell over.");
  expect(errorText(failed, "The lamp fell over.")).toBe("Put it up.");
  expect(errorText(failed, "Sorry.")).toBe("The lamp fell over. Put it up.");
  expect(replyText({ ...failed, error: { ...error, message: "" } }, translate)).toBe("Failed.");
});

test("a command that is answered with silence is done", () => {
  expect(replyText({ ...turn, done: true }, translate)).toBe("Done.");
});
