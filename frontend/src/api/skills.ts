import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request, versioned } from "./client";
import { type Integration, mergeIntegration, type Schema, type Values } from "./integrations";
import type { Schemas } from "./types";

/** A skill, as `GET /api/skills` tells: in the same form as an integration. */
export type Skill = Integration;
export type OwnText = Schemas["OwnText"];
export type Sentences = Schemas["SentencesModel"];
export type SentenceIntent = Schemas["IntentModel"];
export type ShippedSentence = Schemas["SentenceModel"];
export type SentenceTrial = Schemas["SentenceTrial"];
export type SentenceOwner = Schemas["SentenceOwner"];
export type TextFault = Schemas["TextFault"];
export type Replies = Schemas["RepliesModel"];
export type SkillReply = Schemas["ReplyModel"];
export type SentenceConflict = Schemas["SentenceConflictModel"];
export type GrammarInForce = Schemas["GrammarInForce"];
export type ImportPreview = Schemas["ImportModel"];
export type Meaning = Record<string, unknown>;
export type Forms = Record<string, string[]>;

export const SKILLS = ["skills"] as const;
export const IN_FORCE = ["sentences-in-force"] as const;
export const CONFLICTS = ["sentence-conflicts"] as const;
/** Something of one skill, such as its "sentences". */
export const skillKey = (id: string, ...what: unknown[]) => ["skill", id, ...what] as const;

/** Sentences that are fetched at once. */
export const SENTENCE_PAGE = 50;

/** The address of something of one skill. */
export function skillAddress(id: string, ...rest: string[]): string {
  return ["/api/skills", encodeURIComponent(id), ...rest.map(encodeURIComponent)].join("/");
}

/** Every skill, kept live by the `/ui` socket. */
export function useSkills() {
  return useQuery({ queryKey: SKILLS, queryFn: () => request<Skill[]>("GET", "/api/skills") });
}

/** Put a newer version of a skill in place; news are not in the page's language, so its words stay. */
export function mergeSkill(known: readonly Skill[], changed: Skill): Skill[] {
  const before = known.find(({ id }) => id === changed.id);
  return mergeIntegration(
    known,
    before ? { ...changed, name: before.name, description: before.description } : changed,
  );
}

export type SkillOrder = "enable" | "disable" | "reload";

/** Switch a skill on or off, or load it anew: shown at once, taken back when the hub refuses. */
export function useSkillOrder(id: string) {
  const client = useQueryClient();
  const put = (change: (skill: Skill) => Skill) =>
    client.setQueryData<Skill[]>(SKILLS, (known) =>
      known?.map((one) => (one.id === id ? change(one) : one)),
    );
  return useMutation({
    mutationFn: (order: SkillOrder) =>
      order === "disable"
        ? request<Skill>("DELETE", skillAddress(id))
        : request<Skill>("POST", skillAddress(id, ...(order === "reload" ? ["reload"] : []))),
    onMutate: (order) => {
      if (order !== "reload") {
        put((one) => ({ ...one, enabled: order === "enable" }));
      }
    },
    onSuccess: (changed) => {
      client.setQueryData<Skill[]>(SKILLS, (known) => known && mergeSkill(known, changed));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: SKILLS }),
        client.invalidateQueries({ queryKey: skillKey(id) }),
      ]),
  });
}

/** The form of a skill's settings. */
export function useSkillSchema(id: string) {
  return useQuery({
    queryKey: skillKey(id, "schema"),
    queryFn: () => request<Schema>("GET", skillAddress(id, "config", "schema")),
  });
}

/** The stored settings of a skill and their version. */
export function useSkillSettings(id: string) {
  return useQuery({
    queryKey: skillKey(id, "config"),
    queryFn: () => versioned<Values>("GET", skillAddress(id, "config")),
  });
}

/** What a skill answers in a language (blank: the home's), by intent, with one's own sentences. */
export function useSentences(id: string, language: string) {
  return useQuery({
    queryKey: skillKey(id, "sentences", language),
    queryFn: () => request<Sentences>("GET", sentencesPath(id, { language })),
  });
}

/** The sentences a skill came with: those of an intent, or those with some words. */
export function useShippedSentences(
  id: string,
  asked: { language: string; intent?: string; search?: string; limit?: number },
  enabled = true,
) {
  return useQuery({
    queryKey: skillKey(id, "shipped", asked),
    queryFn: () => request<Sentences>("GET", sentencesPath(id, asked)),
    enabled,
    placeholderData: (before) => before,
  });
}

function sentencesPath(id: string, asked: Record<string, string | number>): string {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === "" ? [] : [[name, String(value)]])),
  );
  return `${skillAddress(id, "sentences")}?${query.toString()}`;
}

/** What a skill says in a language (blank: the home's). */
export function useReplies(id: string, language: string) {
  const query = language === "" ? "" : `?language=${encodeURIComponent(language)}`;
  return useQuery({
    queryKey: skillKey(id, "replies", language),
    queryFn: () => request<Replies>("GET", `${skillAddress(id, "replies")}${query}`),
  });
}

/** The versions of one of the home's own texts, newest first. */
export function useTextHistory(skill: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: skillKey(skill, "history", id),
    queryFn: () => request<OwnText[]>("GET", skillAddress(skill, "texts", id, "history")),
    enabled,
    staleTime: 0,
  });
}

/** Sentences that two skills claim. */
export function useConflicts() {
  return useQuery({
    queryKey: CONFLICTS,
    queryFn: () => request<SentenceConflict[]>("GET", "/api/sentences/conflicts"),
  });
}

/** Which sentences are understood just now, kept live by the `/ui` socket. */
export function useInForce() {
  return useQuery({
    queryKey: IN_FORCE,
    queryFn: () => request<GrammarInForce>("GET", "/api/sentences/in-force"),
  });
}

/** Fetch anew what is shown of a skill's texts. */
export function useTextsChanged(id: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      ...["sentences", "replies", "history"].map((what) =>
        client.invalidateQueries({ queryKey: skillKey(id, what) }),
      ),
      client.invalidateQueries({ queryKey: IN_FORCE }),
    ]);
}
