import { useMutation } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type Understood = Schemas["Understood"];
export type Reading = Schemas["UnderstoodReading"];

/** Ask what a sentence would come to; nothing is done. */
export function useUnderstanding() {
  return useMutation({
    mutationFn: (asked: { text: string; area_id?: string }) =>
      request<Understood>("POST", "/api/understand", asked),
  });
}
