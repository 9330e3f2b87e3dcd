import { request, setCsrf } from "../api/client";
import type { Session } from "../api/types";
import { randomHex } from "../satellite/identity";
import { kioskId } from "./kioskKey";

const ASK_EVERY_MS = 1_500;

/** A wish to join that waits for its code to be typed. */
export interface Asked {
  request_id: string;
  code: string;
  secret: string;
}

interface Standing {
  state: "waiting" | "accepted" | "joined" | "rejected" | "blocked" | "expired";
  token?: string | null;
}

/** Ask the hub to take this browser as a device of the house. */
export async function askToJoin(name: string): Promise<Asked> {
  const secret = randomHex(24);
  const asked = await request<Omit<Asked, "secret">>("POST", "/api/pairing", {
    satellite_id: kioskId(),
    name,
    version: __APP_VERSION__,
    secret,
  });
  return { ...asked, secret };
}

/** What came of a wish to join: the key, or why there is none. */
export type Outcome = { key: string } | { over: "rejected" | "blocked" | "expired" };

/** Wait until somebody has typed the code, or the wish is over. Rejects as `request`. */
export async function waitForKey(asked: Asked, signal: AbortSignal): Promise<Outcome> {
  while (!signal.aborted) {
    const standing = await request<Standing>(
      "POST",
      `/api/pairing/${encodeURIComponent(asked.request_id)}/claim`,
      { secret: asked.secret },
    );
    if (standing.token) {
      return { key: standing.token };
    }
    const { state } = standing;
    if (state === "rejected" || state === "blocked" || state === "expired") {
      return { over: state };
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return { over: "expired" };
}

/** Let this browser in as who is signed in on it, and sign them out: it belongs to the house now. */
export async function joinAsPerson(name: string, areaId: string | null): Promise<string> {
  const session = await request<Session>("GET", "/api/session");
  setCsrf(session.csrf);
  const asked = await askToJoin(name);
  await request<unknown>("POST", `/api/pairing/${encodeURIComponent(asked.request_id)}/accept`, {
    code: asked.code,
    name,
    area_id: areaId,
  });
  const outcome = await waitForKey(asked, new AbortController().signal);
  await request<unknown>("DELETE", "/api/session");
  return "key" in outcome ? outcome.key : "";
}
