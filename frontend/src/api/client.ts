import { connection } from "../connection/connectionStore";
import { hubClock } from "../timers/hubClock";
import { ApiError, OfflineError, parseProblem } from "./problem";
import type { Session } from "./types";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a proxy answers while the hub behind it is away. */
const GATEWAY_ERRORS = new Set([502, 504]);

let csrf = "";
let onSignedOut: () => void = () => undefined;

/** Remember the token that unsafe requests must carry. */
export function setCsrf(token: string): void {
  csrf = token;
}

/** The token that unsafe requests must carry. */
export function csrfToken(): string {
  return csrf;
}

/** Name who is told when the hub no longer knows this session. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Tell that the hub no longer knows this session. */
export function noteSignedOut(status: number): void {
  if (status === 401) {
    onSignedOut();
  }
}

/** What the hub answered, and which version of it. */
export interface Versioned<T> {
  data: T;
  /** Changes with the data; blank where the hub names none. */
  etag: string;
}

/** Call the hub. Throws ApiError with the hub's reason, or OfflineError. */
export async function request<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return (await versioned<T>(method, path, body)).data;
}

/** Call the hub for a version of something, or to change just that version of it. */
export async function versioned<T>(
  method: Method,
  path: string,
  body?: unknown,
  ifMatch = "",
): Promise<Versioned<T>> {
  let response = await send(method, path, body, ifMatch);
  if (response.status === 403 && method !== "GET" && (await refreshCsrf(response.clone()))) {
    response = await send(method, path, body, ifMatch);
  }
  const text = await response.text();
  if (!response.ok) {
    const error = new ApiError(response.status, parseProblem(text));
    if (!path.startsWith("/api/session")) {
      noteSignedOut(response.status);
    }
    throw error;
  }
  const data = (text === "" ? undefined : JSON.parse(text)) as T;
  return { data, etag: response.headers.get("ETag") ?? "" };
}

/** Send the hub a file as it is. Throws as `request`. */
export async function upload<T>(method: Method, path: string, file: Blob): Promise<T> {
  return (await versioned<T>(method, path, file)).data;
}

/** Have the hub make a sound; the bytes of the file. Throws as `request`. */
export async function requestSound(path: string, body: unknown): Promise<ArrayBuffer> {
  const response = await send("POST", path, body);
  if (!response.ok) {
    noteSignedOut(response.status);
    throw new ApiError(response.status, parseProblem(await response.text()));
  }
  return response.arrayBuffer();
}

/** Say whether the hub answers at all. */
export async function isHealthy(): Promise<boolean> {
  await request<unknown>("GET", "/healthz").catch((error: unknown) => {
    if (error instanceof OfflineError) {
      throw error;
    }
  });
  return true;
}

/** Answers that are asked for again and again, by their addresses. */
const kept = new Map<string, Versioned<unknown>>();

/** Fetch something long, unless it is still as it was when it was fetched last. Throws as `request`. */
export async function requestIfNew<T>(path: string): Promise<T> {
  const before = kept.get(path);
  const response = await send("GET", path, undefined, "", before?.etag);
  if (response.status === 304 && before) {
    return before.data as T;
  }
  const text = await response.text();
  if (!response.ok) {
    noteSignedOut(response.status);
    throw new ApiError(response.status, parseProblem(text));
  }
  const data = JSON.parse(text) as T;
  kept.set(path, { data, etag: response.headers.get("ETag") ?? "" });
  return data;
}

async function send(
  method: Method,
  path: string,
  body: unknown,
  ifMatch = "",
  ifNoneMatch = "",
): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": document.documentElement.lang || "en",
  };
  if (body !== undefined) {
    headers["Content-Type"] = body instanceof Blob ? body.type : "application/json";
  }
  if (method !== "GET" && csrf !== "") {
    headers["X-OVA-CSRF"] = csrf;
  }
  if (ifMatch !== "") {
    headers["If-Match"] = ifMatch;
  }
  if (ifNoneMatch !== "") {
    headers["If-None-Match"] = ifNoneMatch;
  }
  const payload = body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body);
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: payload, credentials: "same-origin" });
  } catch {
    connection.setApi(false);
    throw new OfflineError();
  }
  if (GATEWAY_ERRORS.has(response.status) && !isHubsOwn(response)) {
    connection.setApi(false);
    throw new OfflineError();
  }
  connection.setApi(true);
  hubClock.observe(response.headers.get("Date"));
  return response;
}

/** The hub answers 502 itself when the service behind an integration fails. */
function isHubsOwn(response: Response): boolean {
  return response.headers.get("Content-Type")?.includes("application/problem+json") ?? false;
}

/** Signing in anew in another tab changes the token: fetch the current one, once. */
async function refreshCsrf(refused: Response): Promise<boolean> {
  if (!parseProblem(await refused.text()).code?.includes("csrf")) {
    return false;
  }
  const response = await send("GET", "/api/session", undefined);
  if (!response.ok) {
    return false;
  }
  setCsrf(((await response.json()) as Session).csrf);
  return true;
}
