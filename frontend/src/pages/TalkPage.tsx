import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Conversation } from "../components/Conversation";
import { Dock } from "../components/Dock";
import { TalkSide } from "../components/TalkSide";
import styles from "./TalkPage.module.css";

/** Talk to the house by voice or keyboard, and see it answer and change. */
export function TalkPage() {
  const { t } = useTranslation();
  return (
    <div className={styles.page} data-fills-window>
      <VisuallyHidden component="h1">{t("talk.title")}</VisuallyHidden>
      <section className={styles.talk} aria-label={t("talk.conversation")}>
        <Conversation />
        <Dock />
      </section>
      <aside className={styles.home} aria-label={t("home.title")}>
        <TalkSide />
      </aside>
    </div>
  );
}
