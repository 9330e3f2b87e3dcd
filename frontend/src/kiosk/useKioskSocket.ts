import { useEffect, useState } from "react";

import type { SatelliteSocket } from "../satellite/socketLink";
import { connectKiosk } from "./connectKiosk";
import { keepKioskToken } from "./kioskKey";

/** The connection of a device with this key. */
export function useKioskSocket(token: string): SatelliteSocket | null {
  const [socket, setSocket] = useState<SatelliteSocket | null>(null);
  useEffect(() => {
    const made = connectKiosk(token, () => keepKioskToken(""));
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it cannot be made while rendering
    setSocket(made.socket);
    return () => {
      made.close();
      setSocket(null);
    };
  }, [token]);
  return socket;
}
