import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import styles from "./SchedulesTabs.module.css";

/** Leads from what is to come to the routines, and back. */
export function SchedulesTabs() {
  const { t } = useTranslation();
  return (
    <nav className={styles.tabs} aria-label={t("schedules.title")}>
      <NavLink to="/schedules" end className={styles.tab ?? ""}>
        {t("schedules.tab.coming")}
      </NavLink>
      <NavLink to="/schedules/routines" className={styles.tab ?? ""} data-testid="to-routines">
        {t("schedules.tab.routines")}
      </NavLink>
    </nav>
  );
}
