import { createElement } from "react";

import { kindIcon } from "./kinds";

/** The picture of a kind of satellite. */
export function KindIcon({ kind, size }: { kind: string; size: number }) {
  return createElement(kindIcon(kind), { size, stroke: 1.6, "aria-hidden": true });
}
