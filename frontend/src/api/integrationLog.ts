import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import { address } from "./integrations";
import { keys } from "./queryClient";

export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a word is one of the levels. */
export function isLogLevel(level: string): level is LogLevel {
  return LOG_LEVELS.some((one) => one === level);
}

/** A line of an integration's log. */
export interface LogLine {
  seq: number;
  integration: string;
  /** Seconds since the epoch. */
  at: number;
  level: LogLevel;
  text: string;
}

/** How many lines the hub keeps of one integration. */
export const KEPT_LINES = 500;
/** What is logged faster than the hub tells live is fetched. */
const REFRESH_MS = 10_000;

/** The last lines of a level and above, newest first; those of a skill are at another `path`. */
export function useLog(id: string, level: LogLevel, path = address(id, "log")) {
  return useQuery({
    queryKey: keys.integration(id, "log", level),
    queryFn: () => request<LogLine[]>("GET", `${path}?level=${level}&limit=${KEPT_LINES}`),
    refetchInterval: REFRESH_MS,
  });
}

/** Whether a line is shown when those of a level and above are. */
export function isLoudEnough(line: LogLine, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(line.level) >= LOG_LEVELS.indexOf(level);
}

/** Put new lines in front, newest first. */
export function withNewLines(
  known: readonly LogLine[],
  told: readonly LogLine[],
  level: LogLevel,
): LogLine[] {
  const seen = new Set(known.map(({ seq }) => seq));
  const fresh = told.filter((line) => !seen.has(line.seq) && isLoudEnough(line, level));
  return [...fresh, ...known].sort((a, b) => b.seq - a.seq).slice(0, KEPT_LINES);
}
