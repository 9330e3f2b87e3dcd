import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { entity } from "./entities.testdata";
import { Expectations, withExpected } from "./expectations";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const off = entity("light.a", "off", { changed_at: 10 });
const on = entity("light.a", "on", { changed_at: 11 });
const silent = () => undefined;

test("what is ordered is shown at once, and what is true again when the hub refuses", () => {
  const expectations = new Expectations();
  const token = expectations.begin("light.a", { state: "on" });
  expect(withExpected(off, expectations.of("light.a")).state).toBe("on");
  expectations.drop("light.a", token);
  expect(withExpected(off, expectations.of("light.a")).state).toBe("off");
});

test("an old state that is told while an order is on its way does not flicker", () => {
  const expectations = new Expectations();
  expectations.begin("light.a", { state: "on" });
  expectations.observe([{ ...off, changed_at: 10.5 }]);
  expect(expectations.of("light.a")).toEqual({ state: "on", attributes: {} });
});

test("an answer that is as expected ends the waiting", () => {
  const expectations = new Expectations();
  const token = expectations.begin("light.a", { state: "on" });
  expectations.settle(token, on, silent);
  expect(expectations.of("light.a")).toBeUndefined();
});

test("a device that answers later is waited for, and then its word counts", () => {
  const expectations = new Expectations();
  const token = expectations.begin("light.a", { state: "on" });
  expectations.settle(token, off, silent);
  expect(expectations.of("light.a")?.state).toBe("on");
  expectations.observe([{ ...on, state: "unavailable" }]);
  expect(expectations.of("light.a")).toBeUndefined();
});

test("a device that never answers is shown as it is, and that is told", () => {
  const told = vi.fn();
  const expectations = new Expectations(1000);
  expectations.settle(expectations.begin("light.a", { state: "on" }), off, told);
  vi.advanceTimersByTime(1001);
  expect(expectations.of("light.a")).toBeUndefined();
  expect(told).toHaveBeenCalledOnce();
});

test("the latest order counts: what comes of an earlier one is not shown", () => {
  const expectations = new Expectations();
  const first = expectations.begin("light.a", { state: "on" });
  const second = expectations.begin("light.a", { state: "off" });
  expectations.drop("light.a", first);
  expectations.settle(first, on, silent);
  expect(expectations.of("light.a")?.state).toBe("off");
  expectations.settle(second, off, silent);
  expect(expectations.of("light.a")).toBeUndefined();
});

test("numbers that were rounded on their way are as expected", () => {
  const expectations = new Expectations();
  const token = expectations.begin("light.a", { state: "on", attributes: { brightness: 102 } });
  expectations.settle(token, { ...on, attributes: { brightness: 103 } }, silent);
  expect(expectations.of("light.a")).toBeUndefined();
});
