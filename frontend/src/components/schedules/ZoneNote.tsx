import { IconClockPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { timeText } from "../../schedules/when";
import { zoneDiffers, zoneName } from "../../schedules/zone";
import styles from "./plans.module.css";

interface Props {
  zone: string | undefined;
  now: number;
}

/** Says whose clocks the times are of, where the browser's show something else. */
export function ZoneNote({ zone, now }: Props) {
  const { t, i18n } = useTranslation();
  if (zone === undefined || !zoneDiffers(zone, now)) {
    return null;
  }
  return (
    <p className={styles.zone} data-testid="zone-note">
      <IconClockPin size={17} stroke={1.8} aria-hidden />
      <span>
        {t("schedules.zone", {
          zone: zoneName(zone, now, i18n.language),
          time: timeText(now, i18n.language, zone),
        })}
      </span>
    </p>
  );
}
