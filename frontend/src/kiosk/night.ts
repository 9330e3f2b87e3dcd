import { localAt } from "../schedules/zone";

/** From the first hour to the second; the same twice: never. */
export interface Night {
  from: number;
  to: number;
}

export const USUAL_NIGHT: Night = { from: 22, to: 6 };
const FORMAT = /^(\d{1,2})-(\d{1,2})$/;

/** Whether it is night at a time, by the clocks of a zone; without one by the tablet's. */
export function isNight({ from, to }: Night, at: Date, zone?: string): boolean {
  const hour = Number(localAt(at.getTime() / 1000, zone).slice(11, 13));
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** Read what was remembered. */
export function readNight(text: string | null): Night {
  const [, from = "", to = ""] = FORMAT.exec(text ?? "") ?? [];
  const night = { from: Number(from), to: Number(to) };
  return from === "" || night.from > 23 || night.to > 23 ? USUAL_NIGHT : night;
}

/** Words to remember it by. */
export function writeNight({ from, to }: Night): string {
  return `${from}-${to}`;
}

const STEPS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];

/** How far what is shown stands aside in a minute, in steps: nothing burns into the screen. */
export function drift(at: Date): readonly [number, number] {
  return STEPS[Math.floor(at.getTime() / 60_000) % STEPS.length] ?? [0, 0];
}
