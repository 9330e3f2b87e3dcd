import { expect, test } from "vitest";

import { inOrder, type Issue, mergeIssue } from "../../api/issues";
import { ownPage, safeLink, severityOf } from "./issueWords";

function issue(id: string, severity: string, more: Partial<Issue> = {}): Issue {
  return {
    entry: "box",
    id,
    severity,
    message: id,
    cure: "",
    fixable: false,
    persistent: false,
    learn_more: "",
    ignored: false,
    created_at: 0,
    ...more,
  };
}

test("an address that is no page's is not followed", () => {
  expect(safeLink("https://box.example/firmware")).toBe("https://box.example/firmware");
  expect(safeLink("/integration/box/manage")).toBe("/integration/box/manage");
  expect(safeLink("//elsewhere.example/x")).toBeNull();
  expect(safeLink("javascript:alert(1)")).toBeNull();
  expect(safeLink("data:text/html,x")).toBeNull();
  expect(safeLink("")).toBeNull();
});

test("refused credentials lead to the settings, what authors report does not", () => {
  expect(ownPage({ entry: "box", id: "hub.reauth" })).toBe("/integrations/box/settings");
  expect(ownPage({ entry: "box", id: "dust" })).toBeNull();
  expect(severityOf({ severity: "dire" })).toBe("warning");
});

test("the worst come first, then the newest, and what is put aside comes last", () => {
  const sorted = inOrder([
    issue("old", "warning", { created_at: 1 }),
    issue("aside", "critical", { ignored: true }),
    issue("bad", "error"),
    issue("new", "warning", { created_at: 2 }),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual(["bad", "new", "old", "aside"]);
});

test("a changed issue takes its old place's stead, and a closed one goes", () => {
  const known = [issue("a", "warning"), issue("b", "error")];
  const changed = mergeIssue(known, { ...issue("b", "warning"), open: true });
  expect(changed.map(({ id, severity }) => [id, severity])).toEqual([
    ["b", "warning"],
    ["a", "warning"],
  ]);
  expect(mergeIssue(known, { ...issue("a", "warning"), open: false }).map(({ id }) => id)).toEqual([
    "b",
  ]);
});
