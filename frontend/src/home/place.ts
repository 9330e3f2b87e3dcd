/** The address that shows an entity in the home, with everything about it. */
export function entityPlace(id: string): string {
  return `/?device=${encodeURIComponent(id)}`;
}
