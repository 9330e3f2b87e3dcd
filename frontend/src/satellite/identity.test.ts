import { expect, test } from "vitest";

import { browserName, satelliteId } from "./identity";

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Browser (Chrome on Linux)"],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140", "Browser (Edge on Windows)"],
  ["Mozilla/5.0 (Android 15; Mobile) Firefox/140.0", "Browser (Firefox on Android)"],
  ["Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604", "Browser (Safari on iPhone)"],
  ["curl/8", "Browser"],
])("%s is called %s", (agent, name) => {
  expect(browserName(agent)).toBe(name);
});

test("the id is made once and fits the hub's rules", () => {
  const id = satelliteId();
  expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/);
  expect(satelliteId()).toBe(id);
});
