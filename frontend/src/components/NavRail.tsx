import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { useSession } from "../api/session";
import { NAVIGATION, navigationFor } from "./navigation";
import styles from "./NavRail.module.css";

/** The main menu of a desk: a rail. */
export function NavRail() {
  const { t } = useTranslation();
  const role = useSession().data?.user.role ?? "";
  return (
    <ul className={styles.rail}>
      {navigationFor(role, NAVIGATION).map(({ path, label, icon: Icon }) => (
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
