/**
 * What this browser remembers. Storage can be blocked: then it remembers until the page is closed.
 */
const memory = new Map<string, string>();

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`ova.${name}`);
  } catch {
    return memory.get(name) ?? null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`ova.${name}`, value);
  } catch {
    memory.set(name, value);
  }
}
