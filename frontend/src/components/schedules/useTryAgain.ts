import { useMutation } from "@tanstack/react-query";

import { request } from "../../api/client";
import { explain } from "../../api/problem";
import type { Plan } from "../../api/schedules";
import type { Schemas } from "../../api/types";

type Run = Schemas["RunModel"];

/** Carry a planned command out now that did not work at its time. */
export function useTryAgain() {
  const run = useMutation({
    mutationFn: ({ text, area_id }: Pick<Plan, "text" | "area_id">) =>
      request<Run>("POST", "/api/converse", {
        text: text ?? "",
        ...(area_id === null ? {} : { area_id }),
      }),
  });
  const refusal = run.data && !worked(run.data) ? run.data.reply : "";
  return {
    busy: run.isPending,
    /** Why it did not work this time either; blank while that is not known. */
    error: run.error ? explain(run.error) : refusal,
    run: (plan: Plan, onDone: () => void) =>
      run.mutate(plan, {
        onSuccess: (made) => {
          if (worked(made)) {
            onDone();
          }
        },
      }),
  };
}

function worked({ error, reason, question }: Run): boolean {
  return error === null && reason === "" && (question ?? null) === null;
}
