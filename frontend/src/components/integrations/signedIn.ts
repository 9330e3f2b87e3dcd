import { isGroup } from "../schema/schema";

/** Whether a message comes from the last page of a sign-in. */
export function isSignedInNews(data: unknown): boolean {
  return isGroup(data) && data.kind === "ova-signed-in";
}
