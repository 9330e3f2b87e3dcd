import { remember, remembered } from "../preferences/storage";

/** The id under which the hub knows this browser, made once. */
export function satelliteId(): string {
  const known = remembered("satellite-id");
  if (known !== null) {
    return known;
  }
  const made = `browser-${randomHex(8)}`;
  remember("satellite-id", made);
  return made;
}

/** Random bytes as text; randomUUID is missing where the page does not come over https. */
export function randomHex(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|Chromium\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** Name a browser for people: `Browser (Chrome on Linux)`. */
export function browserName(userAgent: string): string {
  const find = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const what = [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(" on ");
  return what === "" ? "Browser" : `Browser (${what})`;
}
