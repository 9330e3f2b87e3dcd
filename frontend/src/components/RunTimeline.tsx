import { useTranslation } from "react-i18next";

import type { RunEvent } from "../api/types";
import { eventDetail } from "../conversation/eventDetail";
import { formatMs, timeline } from "../conversation/timeline";
import styles from "./RunTimeline.module.css";

interface Props {
  events: readonly RunEvent[];
}

/** Every event of a run, when it came and how long it took. */
export function RunTimeline({ events }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <ol className={styles.list} aria-label={t("turn.events")}>
      {timeline(events).map((item, index) => {
        const detail = eventDetail(item, i18n.language);
        return (
          <li
            // Events only ever come at the end.
            key={`${item.type}-${index}`}
            className={styles.item}
            data-testid="run-event"
            data-event={item.type}
          >
            <span>{t(`event.${item.type}`)}</span>
            <span className={styles.time}>
              {item.durationMs !== null && (
                <span className={styles.took}>{formatMs(item.durationMs, i18n.language)} · </span>
              )}
              +{formatMs(item.offsetMs, i18n.language)}
            </span>
            {detail !== "" && <span className={styles.detail}>{detail}</span>}
          </li>
        );
      })}
    </ol>
  );
}
