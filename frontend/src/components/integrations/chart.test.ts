import { expect, test } from "vitest";

import { draw, HEIGHT, niceScale, WIDTH } from "./chart";

test("a gap breaks a line, and a value alone is a dot", () => {
  const dates = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"];
  const drawing = draw(dates, { high: [1, 2, null, 3, null], low: [null, null, null, null, null] });
  expect(drawing?.lines.map(({ name }) => name)).toEqual(["high"]);
  const [line] = drawing?.lines ?? [];
  expect(line?.path.match(/[ML]/g)).toEqual(["M", "L"]);
  expect(line?.dots.length).toBe(1);
  expect([line?.least, line?.most, line?.last]).toEqual([1, 3, 3]);
});

test("dates stand where their time puts them, inside the picture", () => {
  const drawing = draw(["2026-01-01", "2026-01-02", "2026-01-11"], { a: [0, 5, 10] });
  const xs = [...(drawing?.lines[0]?.path ?? "").matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  const [[first], [second], [last]] = xs as [[number, number], [number, number], [number, number]];
  expect((second - first) / (last - first)).toBeCloseTo(0.1, 2);
  for (const [x, y] of xs) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(WIDTH);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(HEIGHT);
  }
});

test("one date, equal values, dates nobody can read and very long series are drawn, too", () => {
  expect(draw(["2026-01-01"], { a: [7] })?.lines[0]?.dots.length).toBe(1);
  expect(draw(["2026-01-01", "2026-01-02"], { a: [7, 7] })?.lines[0]?.path).not.toContain("NaN");
  expect(draw(["week 1", "week 2"], { a: [1, 2] })?.lines[0]?.path).not.toContain("NaN");
  const many = Array.from({ length: 200_000 }, (_, at) => at);
  expect(draw(many.map(String), { a: many })?.lines[0]?.most).toBe(199_999);
  const spike = many.map((at) => (at === 123_456 ? 9 : 1));
  const [line] = draw(many.map(String), { a: spike })?.lines ?? [];
  expect(line?.path.length).toBeLessThan(30_000);
  expect(new Set([...(line?.path ?? "").matchAll(/ ([\d.]+)/g)].map(([, y]) => y)).size).toBe(2);
  expect(draw([], {})).toBeNull();
  expect(draw(["2026-01-01"], { a: [null] })).toBeNull();
});

test("the lines across have short names and hold every value", () => {
  expect(niceScale(0, 10).ticks).toEqual([0, 5, 10]);
  expect(niceScale(-3, 17).ticks).toEqual([-10, 0, 10, 20]);
  expect(niceScale(0.1, 0.3).ticks).toEqual([0.1, 0.2, 0.3]);
  const flat = niceScale(5, 5);
  expect(flat.low).toBeLessThanOrEqual(5);
  expect(flat.high).toBeGreaterThan(flat.low);
});
