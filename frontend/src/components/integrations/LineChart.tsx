import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { draw } from "./chart";
import styles from "./LineChart.module.css";

const LOOKS = 6;

interface Props {
  title: string;
  dates: readonly string[];
  series: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Series over dates as a picture; each line has a dash of its own beside its colour. */
export function LineChart({ title, dates, series }: Props) {
  const { t, i18n } = useTranslation();
  const drawing = useMemo(() => draw(dates, series), [dates, series]);
  if (!drawing) {
    return <p>{t("data.empty")}</p>;
  }
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 3 });
  const words = drawing.lines.map((line) =>
    t("data.line", {
      name: line.name,
      least: number.format(line.least),
      most: number.format(line.most),
      last: number.format(line.last),
    }),
  );
  return (
    <figure className={styles.figure}>
      <div className={styles.picture}>
        <div className={styles.scale} aria-hidden="true">
          {drawing.ticks.map(({ value, y }) => (
            <span key={value} style={{ top: `${(y / drawing.height) * 100}%` }}>
              {number.format(value)}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={[title, ...words].join(". ")}
        >
          {drawing.ticks.map(({ value, y }) => (
            <line key={value} className={styles.grid} x1="0" x2={drawing.width} y1={y} y2={y} />
          ))}
          {drawing.lines.map(({ name, path, dots }, index) => (
            <g key={name} data-look={index % LOOKS} className={styles.line}>
              <path d={path} />
              {dots.map(({ x, y }) => (
                // A line without length with round ends is a dot that keeps its shape.
                <path key={x} d={`M${x} ${y}h0`} className={styles.dot} />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <div className={styles.span} aria-hidden="true">
        <span>{dayText(drawing.from, i18n.language)}</span>
        <span>{dayText(drawing.to, i18n.language)}</span>
      </div>
      <figcaption>
        <ul className={styles.legend}>
          {drawing.lines.map(({ name, last }, index) => (
            <li key={name}>
              <svg width="26" height="8" aria-hidden="true">
                <g data-look={index % LOOKS} className={styles.line}>
                  <path d="M1 4H25" />
                </g>
              </svg>
              {name} <strong>{number.format(last)}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function dayText(date: string, locale: string): string {
  const time = Date.parse(date);
  if (!Number.isFinite(time)) {
    return date;
  }
  const plainDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  return new Intl.DateTimeFormat(
    locale,
    plainDay
      ? { dateStyle: "medium", timeZone: "UTC" }
      : { dateStyle: "medium", timeStyle: "short" },
  ).format(time);
}
