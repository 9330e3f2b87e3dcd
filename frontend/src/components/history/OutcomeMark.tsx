import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Outcome } from "../../history/filters";
import { OUTCOME_ICONS } from "./outcomes";
import styles from "./OutcomeMark.module.css";

/** What came of a command, as a sign. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const Icon = OUTCOME_ICONS[outcome];
  return (
    <span className={styles.mark} data-outcome={outcome} title={t(`history.outcome.${outcome}`)}>
      <Icon size={18} stroke={2} aria-hidden />
      <VisuallyHidden>{t(`history.outcome.${outcome}`)}</VisuallyHidden>
    </span>
  );
}
