import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { hubClock } from "../../timers/hubClock";
import { distanceText, momentText } from "./times";

const TICK_MS = 5_000;

interface Props {
  /** Seconds since the epoch. */
  at: number;
}

/** A moment as its distance from now, and in full in the person's own time zone. */
export function When({ at }: Props) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => hubClock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(hubClock.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const full = momentText(at, i18n.language);
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={full}>
      {distanceText(at, now, i18n.language)}
    </time>
  );
}
