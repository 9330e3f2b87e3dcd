import { Text } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";

import styles from "./EmptyState.module.css";

interface Props {
  icon: TablerIcon;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  testId?: string;
}

/** What stands where there is nothing yet: what would be here, and what to do next. */
export function EmptyState({ icon: Icon, title, children, testId }: Props) {
  return (
    <div className={styles.empty} data-testid={testId}>
      <Icon size={44} stroke={1.3} aria-hidden className={styles.icon} />
      <Text fw={600}>{title}</Text>
      {children !== undefined && <div className={styles.next}>{children}</div>}
    </div>
  );
}
