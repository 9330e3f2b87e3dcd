import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";
import type { Schemas } from "./types";

export type Token = Schemas["TokenModel"];
export type NewToken = Schemas["NewToken"];

export const TOKENS = ["tokens"] as const;

/** Tokens, one's own or everybody's; kept live by the `/ui` socket. */
export function useTokens(everybody: boolean) {
  return useQuery({
    queryKey: [...TOKENS, everybody],
    queryFn: () => request<Token[]>("GET", `/api/tokens${everybody ? "?everybody=true" : ""}`),
  });
}

/** Make a token; its secret is in the answer and nowhere else. */
export function useAddToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["TokenBody"]) => request<NewToken>("POST", "/api/tokens", body),
    onSettled: () => client.invalidateQueries({ queryKey: TOKENS }),
  });
}

/** Make a token useless. */
export function useRemoveToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<unknown>("DELETE", `/api/tokens/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: TOKENS }),
  });
}
