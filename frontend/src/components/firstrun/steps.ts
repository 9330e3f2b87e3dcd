import type { StepId } from "../../api/onboarding";

/** What every step is given. */
export interface StepProps {
  /** The step is done. */
  onDone: () => void;
  onSkip: () => void;
  /** Undefined at the first step. */
  onBack: (() => void) | undefined;
  /** Whether it was done before, so that what is stored counts more than a guess. */
  again: boolean;
}

export type Place = StepId | "end";

/** The step after one, or the end. */
export function after(steps: readonly { id: StepId }[], id: StepId): Place {
  return steps[steps.findIndex((step) => step.id === id) + 1]?.id ?? "end";
}

/** The step before one. */
export function before(steps: readonly { id: StepId }[], id: StepId): StepId | undefined {
  return steps[steps.findIndex((step) => step.id === id) - 1]?.id;
}
