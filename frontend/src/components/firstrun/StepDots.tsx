import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Onboarding } from "../../api/onboarding";
import styles from "./StepDots.module.css";
import type { Place } from "./steps";

interface Props {
  steps: Onboarding["steps"];
  place: Place;
  onChoose: (place: Place) => void;
}

/** How far one is, and a way back to any step. */
export function StepDots({ steps, place, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={styles.dots} aria-label={t("firstRun.progress")}>
      {steps.map(({ id, state }) => (
        <li key={id} className={styles.item}>
          <button
            type="button"
            className={styles.dot}
            aria-current={id === place ? "step" : undefined}
            aria-label={t(`firstRun.${id}.short`)}
            data-state={state}
            data-testid={`first-run-dot-${id}`}
            onClick={() => onChoose(id)}
          >
            <span className={styles.mark}>
              {state === "done" && <IconCheck size={13} stroke={3} aria-hidden />}
            </span>
            <span className={styles.name}>{t(`firstRun.${id}.short`)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
