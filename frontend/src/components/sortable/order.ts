/** Put one of a list elsewhere; outside of the list it goes to the nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.max(0, Math.min(list.length - 1, to));
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, place), ...list.slice(from, from + 1), ...rest.slice(place)];
}

/** Where something belongs that is held at a height, by the upper and lower edges of all rows. */
export function placeAt(y: number, rows: readonly { top: number; bottom: number }[]): number {
  const below = rows.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  return below < 0 ? rows.length - 1 : below;
}
