import { describe, expect, it } from "vitest";

import type { ListItem, SharedList } from "../api/lists";
import { mergeList, moveOf, offered, typedItems, withItem, withMoved } from "./changes";

function item(id: string, text = id, done = false): ListItem {
  return { id, text, done, added_at: 0, added_by: "", done_at: null };
}

function list(revision: number, ...items: ListItem[]): SharedList {
  return { id: "l", name: "Shopping", kind: "shopping", created_at: 1, revision, items };
}

const abc = [item("a"), item("b"), item("c")];

describe("a list that is told of", () => {
  it("takes the place of an older version", () => {
    expect(mergeList([list(1)], list(2, item("a")))).toEqual([list(2, item("a"))]);
  });

  it("changes nothing when it is older than what is shown", () => {
    expect(mergeList([list(3)], list(2, item("a")))).toEqual([list(3)]);
  });
});

describe("what is expected", () => {
  it("is ticked off at once", () => {
    expect(withItem([list(1, ...abc)], "l", "b", { done: true })[0]?.items[1]?.done).toBe(true);
  });

  it.each([
    ["c", "a", "cab"],
    ["a", null, "bca"],
    ["b", "b", "acb"],
  ])("moves %s before %s", (moving, before, order) => {
    const moved = withMoved([list(1, ...abc)], "l", moving, before)[0]?.items ?? [];
    expect(moved.map(({ id }) => id).join("")).toBe(order);
  });
});

describe("an order that was dragged", () => {
  it.each([
    ["cab", "c", "a"],
    ["bca", "a", null],
    ["acb", "c", "b"],
    ["bac", "b", "a"],
  ])("abc to %s is %s before %s", (order, moved, before) => {
    const after = Array.from(order, (id) => item(id));
    expect(moveOf(abc, after)).toEqual({ item: moved, before });
  });

  it("is nothing when it is the same", () => {
    expect(moveOf(abc, abc)).toBeNull();
  });
});

describe("what is typed", () => {
  it("is several items", () => {
    expect(typedItems(" milk, eggs,, \n two loaves of bread")).toEqual([
      "milk",
      "eggs",
      "two loaves of bread",
    ]);
  });

  it("is completed with what was written before, but stands not there", () => {
    const words = ["oat milk", "milk", "mint", "bread"];
    expect(offered(words, "bread, mi", [item("x", "Mint")])).toEqual(["milk", "oat milk"]);
  });
});
