import { Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

import styles from "./panel.module.css";

interface Props {
  title: string;
  /** What stands beside the title. */
  aside?: ReactNode;
  children: ReactNode;
  testId?: string;
}

/** A card with a title inside a tab. */
export function Section({ title, aside, children, testId }: Props) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id} data-testid={testId}>
      <div className={styles.head}>
        <Title order={2} id={id} className={styles.title}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
