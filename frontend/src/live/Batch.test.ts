import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Batch } from "./Batch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many changes are handed on together, the latest of each", () => {
  const delivered: { id: string; value: number }[][] = [];
  const batch = new Batch<{ id: string; value: number }>((items) => delivered.push(items));
  for (let value = 0; value < 200; value += 1) {
    batch.add({ id: value % 2 === 0 ? "a" : "b", value });
  }
  expect(delivered).toEqual([]);
  vi.runAllTimers();
  expect(delivered).toEqual([
    [
      { id: "a", value: 198 },
      { id: "b", value: 199 },
    ],
  ]);
});

test("after the stop nothing comes any more", () => {
  const delivered: unknown[] = [];
  const batch = new Batch<{ id: string }>((items) => delivered.push(items));
  batch.add({ id: "a" });
  batch.stop();
  vi.runAllTimers();
  expect(delivered).toEqual([]);
});
