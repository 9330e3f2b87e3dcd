import { useQuery } from "@tanstack/react-query";

import { request } from "./client";
import { type Skill, SKILLS } from "./skills";
import { useMay } from "./useMay";

/** Gives a skill's name in the language of the page; what is none keeps the name it was told with. */
export function useSkillName(): (id: string, told?: string) => string {
  const { data } = useQuery({
    enabled: useMay("adult"),
    queryKey: SKILLS,
    queryFn: () => request<Skill[]>("GET", "/api/skills"),
  });
  return (id, told = id) => data?.find((one) => one.id === id)?.name ?? told;
}
