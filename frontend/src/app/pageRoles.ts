import type { Role } from "../api/roles";

/** Where guests may be, beside the first page: these and what lies under them. */
const GUEST_PAGES = ["/talk", "/lists", "/schedules", "/settings/account"];

/** Who may open a page, at least; what is not named is for adults. */
export function pageRole(path: string): Role {
  const guests = GUEST_PAGES.some((start) => path === start || path.startsWith(`${start}/`));
  return path === "/" || guests ? "guest" : "adult";
}
