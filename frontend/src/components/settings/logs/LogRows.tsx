import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { HubLogLine } from "../../../api/hubLog";
import { isLogLevel } from "../../../api/integrationLog";
import { momentText } from "../../panel/times";
import styles from "./LogRows.module.css";

const ROW_PX = 58;
const AHEAD = 12;
const TOP_PX = 40;

interface Props {
  lines: readonly HubLogLine[];
  nameOf: (source: string) => string;
}

/** The lines of the log, newest on top; only those in sight are drawn. */
export function LogRows({ lines: all, nameOf }: Props) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  /** The newest line when somebody scrolled away from it: what they read stays where it is. */
  const [mark, setMark] = useState<number | null>(null);
  const lines = mark === null ? all : all.filter(({ seq }) => seq <= mark);
  const newer = all.length - lines.length;
  const newest = all[0]?.seq ?? 0;
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here relies on memoised rows
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: AHEAD,
    // By its number a line keeps its height.
    getItemKey: (index) => lines[index]?.seq ?? index,
  });
  return (
    <div className={styles.frame}>
      <div
        ref={box}
        className={styles.box}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t("log.title")}
        onScroll={(event) => {
          const away = event.currentTarget.scrollTop > TOP_PX;
          setMark((known) => (away ? (known ?? newest) : null));
        }}
        data-testid="hub-log"
      >
        <ol className={styles.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            return (
              line && (
                <li
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  className={styles.row}
                  style={{ transform: `translateY(${start}px)` }}
                  data-level={line.level}
                  data-testid="log-line"
                >
                  <span className={styles.about}>
                    <time dateTime={new Date(line.at * 1000).toISOString()}>
                      {momentText(line.at, i18n.language)}
                    </time>
                    <strong>
                      {isLogLevel(line.level) ? t(`log.level.${line.level}`) : line.level}
                    </strong>
                    <span>{nameOf(line.source)}</span>
                    <span className={styles.logger}>{line.logger}</span>
                  </span>
                  <span className={styles.text}>{line.text}</span>
                </li>
              )
            );
          })}
        </ol>
      </div>
      {mark !== null && (
        <Button
          className={styles.up}
          size="xs"
          leftSection={<IconArrowUp size={16} aria-hidden />}
          onClick={() => box.current?.scrollTo({ top: 0 })}
        >
          {t("logs.newest", { count: newer })}
        </Button>
      )}
    </div>
  );
}
