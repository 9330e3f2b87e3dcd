import { useTranslation } from "react-i18next";

import { useSatelliteGroups } from "../../api/satelliteGroups";
import type { Satellite, Timer } from "../../api/types";
import { useNow } from "../../timers/useNow";
import { TimerCard } from "./TimerCard";
import styles from "./TimerList.module.css";
import { useTimerOrders } from "./useTimerOrders";

interface Props {
  timers: readonly Timer[];
  satellites: readonly Pick<Satellite, "id" | "name">[];
  timeZone: string | undefined;
  onEdit: (timer: Timer) => void;
}

const NOTHING: readonly never[] = [];
const ORDER = { ringing: 0, pending: 1, paused: 2, finished: 3, cancelled: 3 } as const;

/** The timers: what rings first, then what is due next, then what stands still. */
export function TimerList({ timers, satellites, timeZone, onEdit }: Props) {
  const { t } = useTranslation();
  const now = useNow(timers.some(({ state }) => state === "pending"));
  const groups = useSatelliteGroups().data ?? NOTHING;
  const { order, end } = useTimerOrders();
  const sorted = [...timers].sort(
    (a, b) => ORDER[a.state] - ORDER[b.state] || a.due_at - b.due_at || a.id.localeCompare(b.id),
  );
  return (
    <ul className={styles.list} aria-label={t("timers.title")}>
      {sorted.map((timer) => (
        <TimerCard
          key={timer.id}
          timer={timer}
          now={now}
          timeZone={timeZone}
          where={
            groups.find(({ id }) => id === timer.group_id)?.name ??
            (satellites
              .filter(({ id }) => timer.satellite_ids.includes(id))
              .map(({ name }) => name)
              .join(", ") ||
              undefined)
          }
          onOrder={order}
          onEdit={() => onEdit(timer)}
          onEnd={() => end(timer)}
        />
      ))}
    </ul>
  );
}
