import { type Issue, SEVERITIES } from "../../api/issues";

type Severity = (typeof SEVERITIES)[number];

/** The hub's own issues that a person settles in the settings. */
const IN_SETTINGS = new Set(["hub.reauth", "hub.needs_setup"]);

/** How bad an issue is; a word nobody knows is a warning. */
export function severityOf({ severity }: Pick<Issue, "severity">): Severity {
  return SEVERITIES.find((one) => one === severity) ?? "warning";
}

/** An address others wrote, if it is one of a page. */
export function safeLink(address: string): string | null {
  if (/^\/(?![/\\])/.test(address)) {
    return address;
  }
  try {
    const { protocol, href } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}

/** Where in these pages an issue is settled, if that is known. */
export function ownPage({ entry, id }: Pick<Issue, "entry" | "id">): string | null {
  return IN_SETTINGS.has(id) ? `/integrations/${encodeURIComponent(entry)}/settings` : null;
}
