import type { ReactNode } from "react";

import styles from "./Page.module.css";

interface Props {
  children: ReactNode;
  testId?: string;
}

/** The column a page's content stands in. */
export function Page({ children, testId }: Props) {
  return (
    <div className={styles.page} data-testid={testId}>
      {children}
    </div>
  );
}
