import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import styles from "./HomeWaiting.module.css";

const CARDS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Where the devices will be. */
export function HomeWaiting() {
  const { t } = useTranslation();
  return (
    <div className={styles.grid} role="status" aria-busy="true" aria-label={t("home.loading")}>
      {CARDS.map((index) => (
        <Skeleton key={index} height={112} radius={20} />
      ))}
    </div>
  );
}
