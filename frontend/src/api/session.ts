import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { request, setCsrf } from "./client";
import { ApiError } from "./problem";
import { keys, queryClient } from "./queryClient";
import { sessionEnd } from "./sessionEnd";
import type { Credentials, Session, SetupRequest, SetupStatus } from "./types";

async function fetchSession(): Promise<Session | null> {
  try {
    const session = await request<Session>("GET", "/api/session");
    setCsrf(session.csrf);
    goOn(session);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      setCsrf("");
      return endSession();
    }
    throw error;
  }
}

/** Uncover the page again, unless it is somebody else's: nothing of one is for the eyes of another. */
function goOn(session: Session): void {
  const known = queryClient.getQueryData<Session | null>(keys.session);
  if (sessionEnd.isOver() && known && known.user.id !== session.user.id) {
    window.location.reload();
  } else {
    sessionEnd.set(false);
  }
}

/**
 * The hub no longer knows this session. Who was signed in stays known until somebody signs in
 * again, so that the page stands as it is; `null` when nobody was.
 */
export function endSession(): Session | null {
  const known = queryClient.getQueryData<Session | null>(keys.session) ?? null;
  sessionEnd.set(known !== null);
  if (known === null) {
    queryClient.setQueryData(keys.session, null);
  }
  return known;
}

/** Who is signed in; `null` when nobody is. */
export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: fetchSession, refetchOnWindowFocus: true });
}

/** Whether the hub still has to be set up, and what the home is called. */
export function useSetupStatus() {
  return useQuery({
    queryKey: keys.setup,
    queryFn: () => request<SetupStatus>("GET", "/api/setup"),
    staleTime: 5 * 60_000,
  });
}

/** Create the owner account; the hub signs it in. */
export function useSetup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (setup: SetupRequest) => {
      const session = await request<Session>("POST", "/api/setup", setup);
      setCsrf(session.csrf);
      return session;
    },
    onSuccess: async (session) => {
      client.setQueryData(keys.session, session);
      await client.invalidateQueries({ queryKey: keys.setup });
    },
  });
}

/** Sign in. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const session = await request<Session>("POST", "/api/session", credentials);
      setCsrf(session.csrf);
      return session;
    },
    onSuccess: async (session) => {
      const again = sessionEnd.isOver();
      goOn(session);
      client.setQueryData(keys.session, session);
      if (again) {
        await client.invalidateQueries();
      }
    },
  });
}

/** Sign out and forget everything that was fetched. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>("DELETE", "/api/session"),
    onSuccess: () => {
      setCsrf("");
      client.setQueryData(keys.session, null);
      sessionEnd.set(false);
      for (const key of [keys.areas, keys.entities, keys.timers]) {
        client.removeQueries({ queryKey: key });
      }
    },
  });
}
