/** The drawing of a line chart, in units of its own. */
export interface Drawing {
  width: number;
  height: number;
  lines: Line[];
  /** Values worth a line across, with their place from above. */
  ticks: { value: number; y: number }[];
  from: string;
  to: string;
}

export interface Line {
  name: string;
  /** SVG path; a gap where there is no value. */
  path: string;
  /** Values with no neighbour, which a path cannot show. */
  dots: { x: number; y: number }[];
  least: number;
  most: number;
  last: number;
}

export const WIDTH = 640;
export const HEIGHT = 200;
const PADDING = 12;
const TICKS = 4;

type Series = Readonly<Record<string, readonly (number | null)[]>>;

/** Draw series over dates; null when there is nothing to draw. */
export function draw(dates: readonly string[], series: Series): Drawing | null {
  const values = Object.values(series)
    .flat()
    .filter((value) => value !== null);
  const from = dates[0];
  const to = dates.at(-1);
  if (values.length === 0 || from === undefined || to === undefined) {
    return null;
  }
  const scale = niceScale(least(values), most(values));
  const x = places(dates);
  const y = (value: number) =>
    round(
      HEIGHT - PADDING - ((value - scale.low) / (scale.high - scale.low)) * (HEIGHT - 2 * PADDING),
    );
  const lines = Object.entries(series).flatMap(([name, row]) => lineOf(name, row, x, y));
  return {
    width: WIDTH,
    height: HEIGHT,
    lines,
    ticks: scale.ticks.map((value) => ({ value, y: y(value) })),
    from,
    to,
  };
}

function lineOf(
  name: string,
  row: readonly (number | null)[],
  x: readonly number[],
  y: (value: number) => number,
): Line[] {
  const values = row.filter((value) => value !== null);
  const last = values.at(-1);
  if (last === undefined) {
    return [];
  }
  let path = "";
  const dots: Line["dots"] = [];
  const points = drawn(row);
  points.forEach((index, place) => {
    const value = index === null ? null : (row[index] ?? null);
    const at = index === null ? undefined : x[index];
    if (value === null || at === undefined) {
      return;
    }
    const isAlone = (points[place - 1] ?? null) === null && (points[place + 1] ?? null) === null;
    if (isAlone) {
      dots.push({ x: at, y: y(value) });
    } else {
      path += `${(points[place - 1] ?? null) === null ? "M" : "L"}${at} ${y(value)}`;
    }
  });
  return [{ name, path, dots, least: least(values), most: most(values), last }];
}

/**
 * Which values are drawn, null for a gap: of more than the picture has room for, the least and the
 * greatest of each piece, so that no peak is lost.
 */
function drawn(row: readonly (number | null)[]): (number | null)[] {
  const size = Math.ceil(row.length / WIDTH);
  if (size <= 2) {
    return row.map((value, index) => (value === null ? null : index));
  }
  const points: (number | null)[] = [];
  for (let start = 0; start < row.length; start += size) {
    let low: number | null = null;
    let high: number | null = null;
    for (let index = start; index < Math.min(start + size, row.length); index += 1) {
      const value = row[index] ?? null;
      if (value !== null) {
        low = low === null || value < (row[low] ?? value) ? index : low;
        high = high === null || value > (row[high] ?? value) ? index : high;
      }
    }
    if (low === null || high === null) {
      points.push(null);
    } else {
      points.push(Math.min(low, high), Math.max(low, high));
    }
  }
  return points;
}

/** Where each date stands: by its time, so that gaps in time are seen. */
function places(dates: readonly string[]): number[] {
  const times = dates.map((date) => Date.parse(date));
  const [first = 0] = times;
  const span = (times.at(-1) ?? 0) - first;
  const usable = span > 0 && times.every((time) => Number.isFinite(time));
  return times.map((time, index) => {
    const share = usable
      ? (time - first) / span
      : dates.length > 1
        ? index / (dates.length - 1)
        : 0.5;
    return round(PADDING + share * (WIDTH - 2 * PADDING));
  });
}

/** Round values around a span, so that the lines across have short names. */
export function niceScale(
  low: number,
  high: number,
): { low: number; high: number; ticks: number[] } {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / (TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const bottom = Math.floor(low / step) * step;
  const top = Math.max(Math.ceil(high / step) * step, bottom + step);
  const count = Math.round((top - bottom) / step);
  const ticks = Array.from({ length: count + 1 }, (_, at) =>
    Number((bottom + at * step).toPrecision(12)),
  );
  return { low: bottom, high: top, ticks };
}

/** Spread syntax would overflow the stack with very long series. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
