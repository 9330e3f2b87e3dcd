import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./EntryCard.module.css";
import { Logo } from "./Logo";

interface Props {
  title: string;
  intro?: string;
  children: ReactNode;
}

/** The card in the middle of the pages before one is in. */
export function EntryCard({ title, intro, children }: Props) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Logo size={52} />
        <Title order={1} className={styles.title}>
          {title}
        </Title>
        {intro && <Text className={styles.intro}>{intro}</Text>}
        {children}
      </div>
    </main>
  );
}
