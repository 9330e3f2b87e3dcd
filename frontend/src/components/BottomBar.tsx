import { Drawer, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";

import { useSession } from "../api/session";
import styles from "./BottomBar.module.css";
import { BAR, NAVIGATION, navigationFor, type NavigationItem } from "./navigation";

/** The main menu of a phone: the most used pages in reach of the thumb, all of them one tap away. */
export function BottomBar() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const role = useSession().data?.user.role ?? "";
  const pages = navigationFor(role, NAVIGATION);
  const bar = navigationFor(role, BAR);
  const [open, menu] = useDisclosure(false);
  const inBar = bar.some(({ path }) => isAt(path, pathname));
  return (
    <nav className={styles.bar} aria-label={t("nav.label")}>
      {bar.map((item) => (
        <Item key={item.path} item={item} className={styles.item} />
      ))}
      <UnstyledButton
        className={styles.item}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-current={!inBar}
        data-testid="nav-more"
        onClick={menu.open}
      >
        <IconDots size={23} stroke={1.8} aria-hidden />
        {t("nav.more")}
      </UnstyledButton>
      <Drawer
        opened={open}
        onClose={menu.close}
        position="bottom"
        size="auto"
        title={t("nav.all")}
        closeButtonProps={{ "aria-label": t("nav.close") }}
        classNames={{ content: styles.sheet ?? "", title: styles.title ?? "" }}
      >
        <ul className={styles.pages}>
          {pages.map((item) => (
            <li key={item.path}>
              <Item item={item} className={styles.page} onClick={menu.close} />
            </li>
          ))}
        </ul>
      </Drawer>
    </nav>
  );
}

interface ItemProps {
  item: NavigationItem;
  className: string | undefined;
  onClick?: () => void;
}

function Item({ item: { path, label, icon: Icon }, className, onClick }: ItemProps) {
  const { t } = useTranslation();
  return (
    <NavLink
      to={path}
      end={path === "/"}
      className={className ?? ""}
      {...(onClick ? { onClick } : {})}
    >
      <Icon size={23} stroke={1.8} aria-hidden />
      <span>{t(label)}</span>
    </NavLink>
  );
}

function isAt(path: string, pathname: string): boolean {
  return path === "/" ? pathname === "/" : pathname.startsWith(path);
}
