import { useHomeSettings } from "../api/homeSettings";
import { useSession } from "../api/session";

/**
 * The home's time zone; undefined, which is the browser's own, while it is not known. Guests may not
 * read the settings: what they signed in to tells it.
 */
export function useHomeZone(): string | undefined {
  const settings = useHomeSettings().data;
  const session = useSession().data;
  return settings?.time_zone ?? session?.time_zone;
}
