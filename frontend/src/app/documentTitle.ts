/** The title of the browser's tab: what is shown, which part of the program it is in, whose home. */
export function documentTitle(heading: string, section: string, home: string): string {
  return [heading, section, home]
    .map((part) => part.trim())
    .filter((part, index, all) => part !== "" && all.indexOf(part) === index)
    .join(" · ");
}
