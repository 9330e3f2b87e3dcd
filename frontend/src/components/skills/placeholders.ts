/** A reply with what stands for its placeholders, as the hub would say it. */
export function filledIn(text: string, values: Record<string, string>): string {
  return text
    .replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, name: string | undefined) => {
      if (found === "{{" || found === "}}") {
        return found.charAt(0);
      }
      return values[name ?? ""] ?? "";
    })
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

/** Put a placeholder where the cursor stands; returns the text and where the cursor goes. */
export function withPlaceholder(
  text: string,
  name: string,
  start: number,
  end: number,
): { text: string; cursor: number } {
  const placed = `{${name}}`;
  const before = text.slice(0, start);
  return { text: before + placed + text.slice(end), cursor: before.length + placed.length };
}
