/** Set or, with nothing, take away what is chosen for a language. */
export function withEntry<V>(
  values: Readonly<Record<string, V>>,
  language: string,
  value: V | undefined,
): Record<string, V> {
  const rest = Object.entries(values).filter(([key]) => key !== language);
  return Object.fromEntries(value === undefined ? rest : [...rest, [language, value]]);
}
