import { IconKeyboard, IconMicrophone } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PastRun } from "../../api/history";
import { clockText } from "../../history/days";
import { OutcomeMark } from "./OutcomeMark";
import styles from "./RunList.module.css";
import { saidText } from "./saidText";

interface Props {
  run: PastRun;
  index: number;
  zone: string;
  /** The filter, to be kept in the address. */
  query: string;
  isOpen: boolean;
}

/** One command of the list. */
export const RunRow = memo(function RunRow({ run, index, zone, query, isOpen }: Props) {
  const { t, i18n } = useTranslation();
  const Source = run.source === "audio" ? IconMicrophone : IconKeyboard;
  const said = saidText(run);
  return (
    <Link
      to={{ pathname: `/history/${encodeURIComponent(run.run_id)}`, search: query }}
      className={styles.row}
      aria-current={isOpen}
      data-row={index}
      data-run={run.run_id}
      data-outcome={run.outcome}
      data-testid="history-row"
    >
      <OutcomeMark outcome={run.outcome} />
      <span className={styles.texts}>
        <span className={styles.said} data-unheard={run.text === ""}>
          {said === "" ? t("history.nothingHeard") : said}
        </span>
        <span className={styles.answer}>{run.reply || run.reason || "\u00a0"}</span>
      </span>
      <span className={styles.time}>
        <time dateTime={new Date(run.started_at * 1000).toISOString()}>
          {clockText(run.started_at, zone, i18n.language)}
        </time>
        <Source
          size={14}
          aria-label={run.source === "audio" ? t("turn.spoken") : t("turn.typed")}
        />
      </span>
    </Link>
  );
});
