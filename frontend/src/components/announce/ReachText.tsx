import { useTranslation } from "react-i18next";

import type { Reach } from "../../announce/targets";
import styles from "./announce.module.css";
import { useNames } from "./useNames";

interface Props {
  reach: Reach;
}

/** Tells where something will be heard, and where not and why. */
export function ReachText({ reach }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const where = (kind: keyof Reach) => names(reach[kind].map(({ id }) => id));
  const { heard, muted, away } = reach;
  return (
    <div className={styles.reach} aria-live="polite" data-testid="announce-reach">
      {heard.length > 0 && <p>{t("announce.plays", { where: where("heard") })}</p>}
      {heard.length + muted.length === 0 && (
        <p className={styles.wrong}>
          {t(away.length === 0 ? "announce.noneAtAll" : "announce.nowhere")}
        </p>
      )}
      {muted.length > 0 && (
        <p className={styles.wrong}>{t("announce.muted", { where: where("muted") })}</p>
      )}
      {away.length > 0 && (
        <p className={styles.wrong}>{t("announce.away", { where: where("away") })}</p>
      )}
    </div>
  );
}
