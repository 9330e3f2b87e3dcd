import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { request } from "../../api/client";
import { type Meaning, type SentenceTrial, skillAddress, skillKey } from "../../api/skills";

const PAUSE_MS = 250;

export interface Draft {
  language: string;
  intent: string;
  text: string;
  meaning: Meaning;
  /** The own sentence it would replace. */
  text_id: string;
}

/** Try a sentence while it is typed. `current` tells whether the answer is about what is typed now. */
export function useSentenceTrial(skill: string, draft: Draft) {
  const typed = JSON.stringify(draft);
  const [settled] = useDebouncedValue(typed, PAUSE_MS);
  const asked = JSON.parse(settled) as Draft;
  const trial = useQuery({
    queryKey: skillKey(skill, "trial", settled),
    queryFn: () => request<SentenceTrial>("POST", `${skillAddress(skill, "sentences")}/try`, asked),
    enabled: asked.text.trim() !== "" && asked.intent !== "",
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const current = settled === typed && !trial.isPlaceholderData && !trial.isFetching;
  return { ...trial, current };
}
