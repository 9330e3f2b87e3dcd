import { Skeleton, Tabs } from "@mantine/core";
import type { ParseKeys } from "i18next";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import styles from "./TabFrame.module.css";

interface Props<Tab> {
  /** Those that are shown, in order. */
  tabs: readonly Tab[];
  /** The page's address; the address of a tab is its id behind it. */
  address: string;
  panel: (tab: Tab) => ReactNode;
}

/** The tabs of a page, each with an address of its own. */
export function TabFrame<Tab extends { id: string; label: ParseKeys }>({
  tabs,
  address,
  panel,
}: Props<Tab>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useParams();
  const current = tabs.find((one) => one.id === tab) ?? tabs[0];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[aria-selected=true]");
    if (chosen && list.current) {
      // Not into view: that would move the page as well.
      list.current.scrollLeft =
        chosen.offsetLeft - (list.current.clientWidth - chosen.offsetWidth) / 2;
    }
  }, [current?.id]);
  return (
    <Tabs
      value={current?.id ?? null}
      onChange={(next) => void navigate(`${address}/${next ?? ""}`, { replace: true })}
      keepMounted={false}
    >
      <Tabs.List ref={list} className={styles.list}>
        {tabs.map((one) => (
          <Tabs.Tab key={one.id} value={one.id}>
            {t(one.label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => (
        <Tabs.Panel key={one.id} value={one.id} pt="lg">
          <Suspense fallback={<Skeleton height={160} radius={20} aria-busy="true" />}>
            {panel(one)}
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
