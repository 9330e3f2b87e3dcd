import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./PageHead.module.css";

interface Props {
  title: ReactNode;
  /** What the page is for, in a sentence. */
  intro?: ReactNode;
  /** A way back, or what stands above the title. */
  above?: ReactNode;
  /** What can be done on the page as a whole. */
  actions?: ReactNode;
}

/** The head of a page: where one is, what it is for, and what can be done. */
export function PageHead({ title, intro, above, actions }: Props) {
  return (
    <header className={styles.head}>
      {above}
      <div className={styles.row}>
        <Title order={1} className={styles.title}>
          {title}
        </Title>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {intro !== undefined && (
        <Text c="dimmed" className={styles.intro}>
          {intro}
        </Text>
      )}
    </header>
  );
}
