import type { HubLogLine } from "../../../api/hubLog";
import { LOG_LEVELS, type LogLevel } from "../../../api/integrationLog";

export interface LogFilter {
  level: LogLevel;
  /** Blank for every source. */
  source: string;
  text: string;
}

/** The lines people want to see, in the order they are in. */
export function wanted(lines: readonly HubLogLine[], filter: LogFilter): HubLogLine[] {
  const least = LOG_LEVELS.indexOf(filter.level);
  const text = filter.text.trim().toLocaleLowerCase();
  return lines.filter(
    (line) =>
      LOG_LEVELS.findIndex((level) => level === line.level) >= least &&
      (filter.source === "" || line.source === filter.source) &&
      (text === "" ||
        line.text.toLocaleLowerCase().includes(text) ||
        line.logger.toLocaleLowerCase().includes(text)),
  );
}

/** The lines as a file, oldest first, one after the other. */
export function asFile(lines: readonly HubLogLine[]): string {
  return [...lines]
    .reverse()
    .map(
      ({ at, level, source, logger, text }) =>
        `${new Date(at * 1000).toISOString()} ${level.toUpperCase().padEnd(7)} ${source} ${logger}: ${text}\n`,
    )
    .join("");
}

/** A source in two parts: its kind, and which one of that kind. */
export function sourceParts(source: string): { kind: string; id: string } {
  const [kind = "", ...rest] = source.split(":");
  return { kind, id: rest.join(":") };
}
