import { expect, test } from "vitest";

import { pageRole } from "./pageRoles";

test("a guest sees the home, talks, sets timers and has an account", () => {
  expect(["/", "/talk", "/schedules", "/schedules/x", "/settings/account"].map(pageRole)).toEqual(
    Array(5).fill("guest"),
  );
});

test("everything else is for adults", () => {
  expect(["/settings", "/settings/people", "/history", "/talkative", "/new"].map(pageRole)).toEqual(
    Array(5).fill("adult"),
  );
});
