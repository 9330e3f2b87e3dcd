import { expect, test } from "vitest";

import { moved, placeAt } from "./order";

test("one is put elsewhere and the others keep their order", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "b", "c"]);
});

test("beyond the ends it stays at the end", () => {
  expect(moved(["a", "b"], 0, -3)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 0, 9)).toEqual(["b", "a"]);
});

test("a height belongs to the row whose middle it is above", () => {
  const rows = [
    { top: 0, bottom: 10 },
    { top: 10, bottom: 20 },
    { top: 20, bottom: 30 },
  ];
  expect([-5, 4, 6, 16, 99].map((y) => placeAt(y, rows))).toEqual([0, 0, 1, 2, 2]);
});
