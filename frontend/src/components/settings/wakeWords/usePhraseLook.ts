import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { request } from "../../../api/client";
import { type PhraseLook, WAKE_WORDS } from "../../../api/wakeWords";

const PAUSE_MS = 300;

/** What is to be said against words, while they are typed; undefined: nothing yet. */
export function usePhraseLook(typed: string): PhraseLook | undefined {
  const phrase = typed.trim();
  const [settled] = useDebouncedValue(phrase, PAUSE_MS);
  const look = useQuery({
    queryKey: [...WAKE_WORDS, "look", settled],
    queryFn: () => request<PhraseLook>("POST", "/api/wake-phrases/check", { phrase: settled }),
    enabled: settled !== "",
    gcTime: 0,
  });
  return settled === phrase ? look.data : undefined;
}
