import { expect, test } from "vitest";

import { TurnQueue } from "./TurnQueue";

function queue() {
  const heard: string[] = [];
  const turns = new TurnQueue<string>(
    (id, piece) => heard.push(`${id} ${piece}`),
    (id) => heard.push(`${id} over`),
  );
  return { heard, turns };
}

test("the pieces of the first sound are played as they come", () => {
  const { heard, turns } = queue();
  turns.begin("a");
  turns.add("a", "1");
  expect(heard).toEqual(["a 1"]);
  turns.add("a", "2");
  turns.end("a");
  expect(heard).toEqual(["a 1", "a 2", "a over"]);
});

test("a second sound waits for the first, however their pieces are mixed", () => {
  const { heard, turns } = queue();
  turns.begin("a");
  turns.begin("b");
  turns.add("b", "1");
  turns.add("a", "1");
  turns.end("b");
  turns.add("a", "2");
  expect(heard).toEqual(["a 1", "a 2"]);
  turns.end("a");
  expect(heard).toEqual(["a 1", "a 2", "a over", "b 1", "b over"]);
});

test("when the connection is lost every sound ends where it is", () => {
  const { heard, turns } = queue();
  turns.begin("a");
  turns.begin("b");
  turns.add("b", "1");
  turns.endAll();
  expect(heard).toEqual(["a over", "b 1", "b over"]);
});

test("what was cleared is not heard, and pieces of unknown sounds are dropped", () => {
  const { heard, turns } = queue();
  turns.begin("a");
  turns.clear();
  turns.add("a", "1");
  turns.end("a");
  expect(heard).toEqual([]);
});
