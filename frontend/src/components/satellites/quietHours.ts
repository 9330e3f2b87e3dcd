/** When it is quiet; null where that is left to the home, or never. */
export interface Hours {
  from: string;
  to: string;
}

export const USUAL_HOURS: Hours = { from: "22:00", to: "07:00" };
const FORMAT = /^(\d\d:\d\d)-(\d\d:\d\d)$/;

/** Read hours as the hub writes them. */
export function readHours(text: string): Hours | null {
  const [, from, to] = FORMAT.exec(text) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

/** Write hours for the hub; null while they are none. */
export function writeHours({ from, to }: Hours): string | null {
  const written = `${from}-${to}`;
  return readHours(written) !== null && from !== to ? written : null;
}
