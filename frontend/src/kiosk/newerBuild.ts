/** Between two reloads for one build: a hub that gave the older page once more gets time. */
const AGAIN_MS = 600_000;
const FILE = /\/assets\/[\w.-]+/g;

/** The files a page names, in order and once each: another build has other names. */
export function filesNamed(page: string): string[] {
  return [...new Set(page.match(FILE) ?? [])].sort();
}

/** What the hub's page is built of, if that is not all in the one shown; else blank. */
export function newerBuild(hubs: string, shown: string): string {
  const mine = new Set(filesNamed(shown));
  const theirs = filesNamed(hubs);
  return theirs.every((file) => mine.has(file)) ? "" : theirs.join();
}

/** Whether the page may be loaded anew for a build; `last` is what `reloadNote` made then. */
export function mayReload(last: string | null, build: string, now: number): boolean {
  const [at = "", ...rest] = (last ?? "").split(" ");
  return rest.join(" ") !== build || now - Number(at) > AGAIN_MS;
}

/** What to remember of a reload. */
export function reloadNote(build: string, now: number): string {
  return `${now} ${build}`;
}
