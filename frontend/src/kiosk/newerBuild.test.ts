import { expect, test } from "vitest";

import { mayReload, newerBuild, reloadNote } from "./newerBuild";

const page = (build: string) =>
  `<script src="/color-scheme.js"></script><script src="/assets/first-${build}.js"></script>` +
  `<link rel="stylesheet" href="/assets/first-${build}.css">`;

test("a page of other files is a newer one, and what the page has loaded since does not count", () => {
  const loaded = `${page("Aa1")}<link href="/assets/more-Cc3.css"><div>hello</div>`;
  expect(newerBuild(page("Aa1"), loaded)).toBe("");
  expect(newerBuild(page("Bb2"), loaded)).toBe("/assets/first-Bb2.css,/assets/first-Bb2.js");
});

test("a page that is none of the hub's is no newer build", () => {
  expect(newerBuild("<h1>Sign in to the café's network</h1>", page("Aa1"))).toBe("");
});

test("the page is loaded anew once for a build, and again when that did not help for long", () => {
  expect(mayReload(null, "b", 0)).toBe(true);
  const last = reloadNote("b", 1_000);
  expect(mayReload(last, "b", 30_000)).toBe(false);
  expect(mayReload(last, "c", 30_000)).toBe(true);
  expect(mayReload(last, "b", 700_000)).toBe(true);
});
