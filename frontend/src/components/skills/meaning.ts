import type { Meaning } from "../../api/skills";

/** Say what a sentence means beside its words: "domain: light, area: Kitchen". */
export function meaningText(meaning: Meaning): string {
  const parts = [meaning.slots, meaning.requires_context].flatMap((part) =>
    isGroup(part)
      ? Object.entries(part).map(([name, value]) => `${name}: ${valueText(value)}`)
      : [],
  );
  return [...new Set(parts)].join(", ");
}

/** A key that is equal for equal meanings, whatever the order of what is in them. */
export function meaningKey(meaning: unknown): string {
  if (Array.isArray(meaning)) {
    return `[${meaning.map(meaningKey).join(",")}]`;
  }
  if (!isGroup(meaning)) {
    return JSON.stringify(meaning);
  }
  const names = Object.keys(meaning).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${meaningKey(meaning[name])}`).join(",")}}`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(valueText).join(" / ");
  }
  if (isGroup(value)) {
    return value.slot === true ? "…" : valueText(value.value ?? "…");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
