import type { Location } from "react-router";

/** What the sign-in page is told of where one was. */
export interface ReturnState {
  from: string;
}

/** Remember an address to come back to. */
export function returnState(location: Pick<Location, "pathname" | "search" | "hash">): ReturnState {
  return { from: `${location.pathname}${location.search}${location.hash}` };
}

/** Read where to go after signing in: an address of this page, else the first one. */
export function returnAddress(state: unknown): string {
  const from =
    typeof state === "object" && state !== null && "from" in state ? state.from : undefined;
  const usable = typeof from === "string" && /^\/(?!\/|\\)/.test(from);
  return usable && !/^\/(signin|setup)\b/.test(from) ? from : "/";
}
