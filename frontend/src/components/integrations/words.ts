/** Write a moment as people do: the time of day, with the date when it was another day. */
export function clock(at: number, language: string, now = Date.now()): string {
  const then = new Date(at * 1000);
  const today = then.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(today ? {} : { dateStyle: "medium" }),
    timeStyle: "short",
  }).format(then);
}
