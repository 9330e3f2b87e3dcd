/** A heading of the list of changes with what stands under it. */
export interface Release {
  title: string;
  groups: { title: string; items: string[] }[];
}

/** A line without the marks of code and with the words of links only. */
function plain(line: string): string {
  return line
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replaceAll("`", "")
    .trim();
}

/** Read the list of changes: releases, groups in them, and a line for each change. */
export function parseChanges(markdown: string): Release[] {
  const releases: Release[] = [];
  for (const line of markdown.split("\n")) {
    const release = releases.at(-1);
    const group = release?.groups.at(-1);
    if (line.startsWith("## ")) {
      releases.push({ title: line.slice(3).trim(), groups: [] });
    } else if (line.startsWith("### ")) {
      release?.groups.push({ title: line.slice(4).trim(), items: [] });
    } else if (line.startsWith("- ")) {
      group?.items.push(plain(line.slice(2)));
    }
  }
  return releases;
}
