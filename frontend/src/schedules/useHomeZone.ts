import { useHomeSettings } from "../api/homeSettings";

/**
 * The home's time zone. Undefined, which is the browser's own, while it is not known: guests may not
 * read the settings, and are in the home.
 */
export function useHomeZone(): string | undefined {
  return useHomeSettings().data?.time_zone;
}
