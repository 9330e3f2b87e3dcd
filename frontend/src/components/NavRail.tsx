import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { NAVIGATION } from "./navigation";
import styles from "./NavRail.module.css";

/** The main menu of a desk: a rail. */
export function NavRail() {
  const { t } = useTranslation();
  return (
    <ul className={styles.rail}>
      {NAVIGATION.map(({ path, label, icon: Icon }) => (
        <li key={path}>
          <NavLink to={path} end={path === "/"} className={styles.link}>
            <Icon size={22} stroke={1.8} aria-hidden />
            {t(label)}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
