import { Loader } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheckFilled,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { RoutineRun } from "../../api/routines";
import { formatCountdown } from "../../timers/countdown";
import { useNow } from "../../timers/useNow";
import styles from "./routines.module.css";
import { stepText } from "./stepText";

const ICONS = {
  done: IconCircleCheckFilled,
  failed: IconAlertTriangle,
  unsure: IconHelpCircle,
  missed: IconAlertTriangle,
} as const;

interface Props {
  run: RoutineRun;
}

/** How far a run of a routine is, or what became of it, step by step. */
export function RunSteps({ run }: Props) {
  const { t, i18n } = useTranslation();
  const waiting = run.state === "waiting";
  const now = useNow(waiting, 1_000);
  const going = run.ended_at === null;
  // While it waits, the step that waits has no result yet.
  const current = waiting ? run.steps.findIndex(({ state }) => state === null) : -1;
  return (
    <ol
      className={styles.runSteps}
      aria-label={t(going ? "schedules.routine.progress" : "schedules.routine.lastRun")}
      aria-live={going ? "polite" : "off"}
      data-testid="routine-run"
      data-state={run.state}
    >
      {run.steps.map((step, index) => {
        const state = index === current ? "running" : (step.state ?? "coming");
        const Icon = state === "running" || state === "coming" ? IconCircle : ICONS[state];
        const text = stepText(step, i18n.language, t);
        return (
          <li key={`${run.id} ${index}`} className={styles.runStep} data-state={state}>
            {state === "running" ? (
              <Loader size={18} aria-hidden />
            ) : (
              <Icon size={18} aria-hidden />
            )}
            <span>
              {text}
              <span className={styles.stepState}>
                {" "}
                {t(`schedules.routine.step.${state}`)}
                {index === current && run.resume_at !== null && (
                  <> {formatCountdown(run.resume_at - now)}</>
                )}
              </span>
              {step.words !== "" && step.words !== step.text && (
                <span className={styles.stepWords}>{step.words}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
