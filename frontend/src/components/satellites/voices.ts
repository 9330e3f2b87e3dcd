import type { Voices } from "../../api/satellites";

type Voice = Voices["voices"][number];

interface Group {
  group: string;
  items: { value: string; label: string }[];
}

/** The name of a language in another one; its tag where nobody knows it. */
export function languageName(tag: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Voices by language: those of the home's language first, then the others by name. */
export function voiceOptions(voices: readonly Voice[], home: string, shownIn: string): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, name, languages } of voices) {
    const family = (languages[0] ?? "").split("-")[0] ?? "";
    const group = groups.get(family) ?? {
      group: family === "" ? "…" : languageName(family, shownIn),
      items: [],
    };
    group.items.push({ value: id, label: name });
    groups.set(family, group);
  }
  return [...groups.entries()]
    .sort(
      ([a, one], [b, other]) =>
        Number(b === home) - Number(a === home) || one.group.localeCompare(other.group),
    )
    .map(([, group]) => group);
}
