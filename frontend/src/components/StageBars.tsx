import { useTranslation } from "react-i18next";

import { formatMs, type StageBar } from "../conversation/timeline";
import styles from "./StageBars.module.css";

interface Props {
  bars: readonly StageBar[];
  totalMs: number;
}

/** The stages of a run to scale. */
export function StageBars({ bars, totalMs }: Props) {
  const { t, i18n } = useTranslation();
  const part = (ms: number) => `${(ms / Math.max(totalMs, 1)) * 100}%`;
  return (
    <ul className={styles.bars}>
      {bars.map(({ stage, startMs, endMs }) => (
        <li key={stage} className={styles.bar}>
          <span>{t(`stage.${stage}`)}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.fill}
              data-stage={stage}
              style={{
                left: `min(${part(startMs)}, calc(100% - 6px))`,
                width: part(endMs - startMs),
              }}
            />
          </span>
          <span className={styles.time}>{formatMs(endMs - startMs, i18n.language)}</span>
        </li>
      ))}
    </ul>
  );
}
