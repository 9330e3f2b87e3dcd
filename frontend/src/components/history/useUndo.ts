import { useMutation, useQueryClient } from "@tanstack/react-query";

import { request } from "../../api/client";
import { type Cure, type Cured, historyKeys } from "../../api/history";

const PLURALS: Record<string, string> = { entity: "entities", area: "areas", floor: "floors" };

/** Take back what a cure changed, unless somebody changed it again since. */
export function useUndo(cure: Cure) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: (done: Cured | undefined) => takeBack(cure, done),
    onSettled: () => client.invalidateQueries({ queryKey: historyKeys.reports }),
  });
  return {
    ...undo,
    possible: ["alias", "expose", "move", "not_a_command", "sentence"].includes(cure.kind),
    run: (done: Cured | undefined) => undo.mutate(done),
  };
}

function takeBack(cure: Cure, done: Cured | undefined): Promise<unknown> {
  if (cure.kind === "not_a_command") {
    const id = encodeURIComponent(done?.id ?? cure.done);
    return request("DELETE", `/api/not-commands/${id}`);
  }
  if (!done) {
    return Promise.resolve();
  }
  const id = encodeURIComponent(done.id);
  if (cure.kind === "sentence") {
    const sentence = encodeURIComponent(String(done.after.id));
    return request("PATCH", `/api/skills/${id}/sentences/${sentence}`, { removed: true });
  }
  const place = PLURALS[done.place] ?? "entities";
  return request("PATCH", `/api/${place}/${id}`, { ...done.before, was: done.after });
}
