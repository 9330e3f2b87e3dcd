import { expect, test } from "vitest";

import { readHours, writeHours } from "./quietHours";

test("hours are read and written as the hub does", () => {
  expect(readHours("22:00-07:00")).toEqual({ from: "22:00", to: "07:00" });
  expect(readHours("")).toBeNull();
  expect(readHours("none")).toBeNull();
  expect(writeHours({ from: "23:30", to: "06:00" })).toBe("23:30-06:00");
});

test("hours that are not whole, or no time at all, are not sent", () => {
  expect(writeHours({ from: "", to: "06:00" })).toBeNull();
  expect(writeHours({ from: "06:00", to: "06:00" })).toBeNull();
});
