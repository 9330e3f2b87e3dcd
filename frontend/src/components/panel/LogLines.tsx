import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { LogLevel } from "../../api/integrationLog";
import styles from "./LogLines.module.css";
import { momentText } from "./times";

interface Line {
  seq: number;
  at: number;
  level: LogLevel;
  text: string;
}

interface Props<Shown extends Line> {
  lines: readonly Shown[];
  label: string;
  /** A lower box, for pages that show more than a log. */
  low?: boolean;
  /** What is told of a line behind its level. */
  aside?: (line: Shown) => ReactNode;
  testId: string;
}

/** The lines of a log, newest first. */
export function LogLines<Shown extends Line>({
  lines,
  label,
  low = false,
  aside,
  testId,
}: Props<Shown>) {
  const { t, i18n } = useTranslation();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
    <div className={styles.box} data-low={low} tabIndex={0} role="group" aria-label={label}>
      <ol className={styles.lines}>
        {lines.map((line) => (
          <li key={line.seq} className={styles.line} data-level={line.level} data-testid={testId}>
            <span className={styles.about}>
              <time dateTime={new Date(line.at * 1000).toISOString()}>
                {momentText(line.at, i18n.language)}
              </time>{" "}
              <strong>{t(`log.level.${line.level}`)}</strong>
              {aside?.(line)}
            </span>
            <span className={styles.text}>{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
