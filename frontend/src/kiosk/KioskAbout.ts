import { createContext } from "react";

import type { DarkScreen } from "../satellite/keepAwake";

/** What the hub calls this tablet, the room it is in, and why its screen may go dark. */
export interface About {
  name: string;
  area: string;
  darkScreen: DarkScreen | null;
}

export const KioskAbout = createContext<About>({ name: "", area: "", darkScreen: null });
