import { allows, type Role } from "./roles";
import { useSession } from "./session";

/** Whether who is signed in may do what a role is the least for. */
export function useMay(least: Role): boolean {
  return allows(useSession().data?.user.role ?? "", least);
}
