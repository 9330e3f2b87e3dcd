import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request, setCsrf } from "./client";
import { keys } from "./queryClient";
import { sessionEnd } from "./sessionEnd";
import type { Schemas, Session } from "./types";

export type Person = Schemas["PersonModel"];
export type SignInLink = Schemas["LinkModel"];
export type NewPerson = Schemas["NewPerson"];
export type Invitation = Schemas["JoinModel"];

export const PEOPLE = ["people"] as const;

/** What can be changed of somebody, as a form holds it. */
export interface PersonForm {
  name: string;
  role: string;
}

/** Everybody who may come in, kept live by the `/ui` socket. */
export function usePeople() {
  return useQuery({
    queryKey: PEOPLE,
    queryFn: () => request<Person[]>("GET", "/api/users"),
  });
}

function place(id: string, ...rest: string[]): string {
  return ["/api/users", encodeURIComponent(id), ...rest].join("/");
}

/** What changes between two states of somebody, with what the page had seen of it. */
export function personPatch(
  seen: PersonForm,
  wanted: PersonForm,
  overwrite: boolean,
): Schemas["PersonPatch"] {
  const patch: Schemas["PersonPatch"] = {};
  const was: Partial<PersonForm> = {};
  if (wanted.name.trim() !== seen.name) {
    patch.name = wanted.name.trim();
    was.name = seen.name;
  }
  if (wanted.role !== seen.role) {
    patch.role = wanted.role;
    was.role = seen.role;
  }
  return overwrite || Object.keys(was).length === 0 ? patch : { ...patch, was };
}

/** Do something with people; the list follows. */
function usePeopleChange<V, R>(change: (variables: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: PEOPLE }),
  });
}

/** Let somebody in. */
export function useAddPerson() {
  return usePeopleChange((body: Schemas["PersonBody"]) =>
    request<NewPerson>("POST", "/api/users", body),
  );
}

/** Change somebody's name or role. */
export function useChangePerson() {
  return usePeopleChange(({ id, patch }: { id: string; patch: Schemas["PersonPatch"] }) =>
    request<Person>("PATCH", place(id), patch),
  );
}

/** Let somebody in no more. */
export function useRemovePerson() {
  return usePeopleChange((id: string) => request<unknown>("DELETE", place(id)));
}

/** Choose somebody's password. */
export function useSetPassword() {
  return usePeopleChange(({ id, password }: { id: string; password: string }) =>
    request<unknown>("PUT", place(id, "password"), { password }),
  );
}

/** Sign somebody out everywhere. */
export function useEndSessions() {
  return usePeopleChange((id: string) => request<unknown>("POST", place(id, "sign-out")));
}

/** Make a one-time link for somebody. */
export function useNewLink() {
  return usePeopleChange((id: string) => request<SignInLink>("POST", place(id, "link")));
}

/** Change one's own password; this session goes on. */
export function useOwnPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas["OwnPasswordBody"]) => {
      const session = await request<Session>("PUT", "/api/session/password", body);
      setCsrf(session.csrf);
      return session;
    },
    onSuccess: (session) => client.setQueryData(keys.session, session),
  });
}

/** Whom a one-time link lets in. */
export function useInvitation(link: string) {
  return useQuery({
    queryKey: ["join", link],
    queryFn: () => request<Invitation>("POST", "/api/join", { link }),
    enabled: link !== "",
    staleTime: Infinity,
  });
}

/** Choose a password by a one-time link; the hub signs one in. */
export function useJoin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas["JoinPasswordBody"]) => {
      const session = await request<Session>("POST", "/api/join/password", body);
      setCsrf(session.csrf);
      return session;
    },
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(keys.session, session);
      sessionEnd.set(false);
    },
  });
}
