import { useState } from "react";

import type { Entity } from "../api/types";
import { sameLayout } from "./homeRows";

/** Entities for laying out: the same list while only states change, hundreds of times a second. */
export function useLayoutOf(entities: readonly Entity[]): readonly Entity[] {
  const [laidOut, setLaidOut] = useState(entities);
  if (!sameLayout(laidOut, entities)) {
    setLaidOut(entities);
  }
  return laidOut;
}
