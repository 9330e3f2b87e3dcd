import { Collapse, Skeleton, Title, UnstyledButton } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconChevronDown, type TablerIcon } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";

import styles from "./SideCard.module.css";

interface Props {
  icon: TablerIcon;
  title: string;
  /** What is said of it while it is folded. */
  summary: string;
  pending?: boolean;
  testId: string;
  children: ReactNode;
}

/** A card beside the rooms; on a phone it is one line above them, to be unfolded. */
export function SideCard({ icon: Icon, title, summary, pending = false, testId, children }: Props) {
  const desk = useMediaQuery("(min-width: 62em)", true, { getInitialValueInEffect: false });
  const [open, { toggle }] = useDisclosure(false);
  const id = useId();
  const inside = pending ? <Skeleton height={44} radius={12} mb="sm" /> : children;
  if (desk) {
    return (
      <section className={styles.card} aria-labelledby={id} data-testid={testId}>
        <Title order={2} className={styles.title} id={id}>
          <Icon size={18} stroke={1.8} aria-hidden />
          {title}
        </Title>
        {inside}
      </section>
    );
  }
  return (
    <section className={styles.card} aria-labelledby={id} data-testid={testId}>
      <UnstyledButton
        className={styles.fold}
        aria-expanded={open}
        aria-controls={`${id}-inside`}
        onClick={toggle}
      >
        <Icon size={18} stroke={1.8} aria-hidden />
        <span id={id} className={styles.foldTitle}>
          {title}
        </span>
        <span className={styles.summary}>{summary}</span>
        <IconChevronDown size={17} className={styles.chevron} data-open={open} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={open} id={`${id}-inside`}>
        {open && inside}
      </Collapse>
    </section>
  );
}
