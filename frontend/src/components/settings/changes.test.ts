import { expect, test } from "vitest";

import { parseChanges } from "./changes";

test("releases hold groups, groups hold changes", () => {
  expect(
    parseChanges(
      "# Changelog\n\n## 1.0\n### Added\n- `ova` sings.\n- It dances, see [how](docs/dance.md).\n",
    ),
  ).toEqual([
    { title: "1.0", groups: [{ title: "Added", items: ["ova sings.", "It dances, see how."] }] },
  ]);
});

test("what is no list of changes is none", () => {
  expect(parseChanges("")).toEqual([]);
  expect(parseChanges("- a lone line\n### and a lone heading")).toEqual([]);
});
