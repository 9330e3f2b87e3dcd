/** The time zones this browser knows, with its own one on top. */
export function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([own, ...known, "UTC"])];
}
