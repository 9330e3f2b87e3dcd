import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { HomePanel } from "../components/HomePanel";
import styles from "./HomePage.module.css";

/** The house: what is in each room and what it is doing. */
export function HomePage() {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <Title order={1}>{t("home.title")}</Title>
      <HomePanel />
    </div>
  );
}
