import { expect, test } from "vitest";

import { columnsOf, lineOf, shapeOf } from "./shape";

test("rows of plain fields are a table, with every column any row has", () => {
  const rows = [
    { name: "desk", level: 40 },
    { name: "sofa", on: null },
  ];
  expect(shapeOf(rows)).toBe("table");
  expect(columnsOf(rows)).toEqual(["name", "level", "on"]);
});

test("what has groups inside, is mixed, alone, or too wide is no table", () => {
  expect(shapeOf([{ a: 1 }, { a: { b: 2 } }])).toBe("list");
  expect(shapeOf([{ a: 1 }, "b"])).toBe("list");
  expect(shapeOf([{ a: 1 }])).toBe("list");
  const wide = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`c${at}`, at]));
  expect(shapeOf([wide, wide])).toBe("list");
  expect(shapeOf([])).toBe("list");
});

test("groups are groups, and everything else is a line", () => {
  expect(shapeOf({ a: [1] })).toBe("group");
  expect([shapeOf(null), shapeOf("x"), shapeOf(5), shapeOf(undefined)]).toEqual(
    Array(4).fill("plain"),
  );
  expect([lineOf("a <b>"), lineOf(5), lineOf(null), lineOf(undefined), lineOf({ a: 1 })]).toEqual([
    "a <b>",
    "5",
    "null",
    "",
    '{"a":1}',
  ]);
});
