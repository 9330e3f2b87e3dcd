import { createContext, useContext } from "react";

import type { UiSocket } from "./sockets";

/** The live connection to `/ui`; null while there is none. */
export const UiContext = createContext<UiSocket | null>(null);

export function useUiSocket(): UiSocket | null {
  return useContext(UiContext);
}
