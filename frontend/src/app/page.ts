import { type ComponentType, lazy } from "react";

import { loadChunk } from "./loadChunk";

/** A page whose code is fetched when it is first shown. */
export function page<N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N) {
  return lazy(async () => ({ default: (await loadChunk(load))[name] }));
}
