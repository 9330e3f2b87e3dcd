import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { request } from "../../api/client";
import { allows } from "../../api/roles";
import { useSession } from "../../api/session";
import type { Understood } from "../../api/understanding";

const PAUSE_MS = 300;

/** What a command would come to, while it is typed. `current`: the answer is about what is typed now. */
export function useCheckedCommand(text: string, area = "") {
  // Guests may plan commands, but not look into how they are understood.
  const mayAsk = allows(useSession().data?.user.role ?? "", "adult");
  const typed = text.trim();
  const [settled] = useDebouncedValue(typed, PAUSE_MS);
  const check = useQuery({
    queryKey: ["understood", settled, area],
    queryFn: () =>
      request<Understood>("POST", "/api/understand", {
        text: settled,
        ...(area === "" ? {} : { area_id: area }),
      }),
    enabled: mayAsk && settled !== "",
    staleTime: 0,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const current = settled === typed && !check.isPlaceholderData && !check.isFetching;
  return { told: typed === "" ? undefined : check.data, current, error: check.error };
}
