import type { PastRun } from "../../api/history";

/** What was said, or what it may have been where no words counted. */
export function saidText(run: PastRun): string {
  return run.text || (run.alternatives?.[0]?.text ?? "");
}
