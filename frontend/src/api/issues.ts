import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request } from "./client";

export const SEVERITIES = ["critical", "error", "warning"] as const;

/** Something people should look after. */
export interface Issue {
  /** The integration, or account, it is about. */
  entry: string;
  id: string;
  severity: string;
  message: string;
  cure: string;
  /** The hub can try to mend it. */
  fixable: boolean;
  persistent: boolean;
  learn_more: string;
  ignored: boolean;
  /** Seconds since the epoch. */
  created_at: number;
}

export const ISSUES = ["issues"] as const;

/** Every open issue, kept live by the `/ui` socket. */
export function useIssues() {
  return useQuery({ queryKey: ISSUES, queryFn: () => request<Issue[]>("GET", "/api/issues") });
}

/** Put an issue's newer version in place; one that is closed goes away. */
export function mergeIssue(known: readonly Issue[], changed: Issue & { open: boolean }): Issue[] {
  const { open, ...issue } = changed;
  const others = known.filter((one) => !isSame(one, issue));
  return open ? [issue, ...others] : others;
}

/** The worst first, then the newest; what is put aside comes last. */
export function inOrder(issues: readonly Issue[]): Issue[] {
  const rank = ({ severity }: Issue) => {
    const place = SEVERITIES.findIndex((one) => one === severity);
    return place === -1 ? SEVERITIES.length : place;
  };
  return [...issues].sort(
    (a, b) =>
      Number(a.ignored) - Number(b.ignored) || rank(a) - rank(b) || b.created_at - a.created_at,
  );
}

/** Put an issue aside, or take it up again. */
export function useIgnoreIssue() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ issue, ignored }: { issue: Issue; ignored: boolean }) =>
      request<Issue>("POST", `${place(issue)}/ignore`, { ignored }),
    onSuccess: (issue) =>
      client.setQueryData<Issue[]>(ISSUES, (known) =>
        known?.map((one) => (isSame(one, issue) ? issue : one)),
      ),
    onError: () => client.invalidateQueries({ queryKey: ISSUES }),
  });
}

/** What came of mending an issue. */
export interface Mended {
  message: string;
  /** What is still open of the same integration. */
  issues: Issue[];
}

/** Have an issue mended. It may be gone from the page before the answer comes: that is told still. */
export function useFixIssue(
  onDone: (done: Mended, issue: Issue) => void,
  onRefused: (error: unknown) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (issue: Issue) => request<Mended>("POST", `${place(issue)}/fix`),
    onSuccess: onDone,
    onError: onRefused,
    onSettled: () => client.invalidateQueries({ queryKey: ISSUES }),
  });
}

function isSame(one: Issue, other: Issue): boolean {
  return one.entry === other.entry && one.id === other.id;
}

function place({ entry, id }: Issue): string {
  return `/api/issues/${encodeURIComponent(entry)}/${encodeURIComponent(id)}`;
}
