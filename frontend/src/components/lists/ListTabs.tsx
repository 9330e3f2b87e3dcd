import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { SharedList } from "../../api/lists";
import { KIND_ICONS } from "./kinds";
import styles from "./lists.module.css";

interface Props {
  lists: readonly SharedList[];
  /** Id of the one that is shown. */
  shown: string;
}

/** The lists side by side, with what is open on each. */
export function ListTabs({ lists, shown }: Props) {
  const { t } = useTranslation();
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Newer browsers return a promise, which an effect may not.
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
  return (
    <nav aria-label={t("lists.all")}>
      <ul className={styles.tabs}>
        {lists.map((list) => {
          const Icon = KIND_ICONS[list.kind];
          const open = list.items.filter(({ done }) => !done).length;
          const here = list.id === shown;
          return (
            <li key={list.id}>
              <Link
                to={`/lists/${encodeURIComponent(list.id)}`}
                replace
                className={styles.tab}
                aria-current={here ? "page" : undefined}
                data-testid="list-tab"
                {...(here ? { ref: current } : {})}
              >
                <Icon size={20} aria-hidden />
                <span className={styles.tabName}>{list.name}</span>
                <span className={styles.count} aria-hidden>
                  {open}
                </span>
                <VisuallyHidden>{t("lists.stillOpen", { count: open })}</VisuallyHidden>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
