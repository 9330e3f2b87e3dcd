import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type WakeWord = Schemas["WakeWordModel"];
export type WakeTest = Schemas["WakeTestModel"];
export type PhraseLook = Schemas["PhraseLookModel"];

export const WAKE_WORDS = ["wake-words"] as const;

/** Every wake word there is. */
export function useWakeWords() {
  return useQuery({
    queryKey: WAKE_WORDS,
    queryFn: () => request<WakeWord[]>("GET", "/api/wake-words"),
  });
}

/** Add words of one's own. */
export function useAddPhrase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (phrase: string) => request<WakeWord>("POST", "/api/wake-phrases", { phrase }),
    onSuccess: () => client.invalidateQueries({ queryKey: WAKE_WORDS }),
  });
}

/** Where the hub listens to a recording for a wake word. */
export function testAddress(id: string, sensitivity?: number): string {
  const easily = sensitivity === undefined ? "" : `?sensitivity=${sensitivity}`;
  return `/api/wake-words/${encodeURIComponent(id)}/test${easily}`;
}

/** Delete what a person added. */
export function useRemoveWakeWord() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<undefined>("DELETE", `/api/wake-words/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: WAKE_WORDS }),
  });
}
