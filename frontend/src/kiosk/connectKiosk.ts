import { Manager } from "socket.io-client";

import { isHealthy } from "../api/client";
import { persist } from "../live/persist";
import type { SatelliteSocket } from "../satellite/socketLink";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8_000;

interface Refused extends Error {
  data?: { code?: string };
}

/** Connect as a device with a key of its own; comes back by itself. `onKeyOver`: it was forgotten. */
export function connectKiosk(
  token: string,
  onKeyOver: () => void,
): { socket: SatelliteSocket; close: () => void } {
  const manager = new Manager({
    path: "/socket.io",
    transports: ["websocket"],
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LONGEST_RETRY_MS,
  });
  const socket: SatelliteSocket = manager.socket("/satellite", { auth: { token } });
  const onError = (error: Refused) => {
    if (error.data?.code === "not_signed_in") {
      onKeyOver();
    }
  };
  // Also sets the clock by the hub's.
  const learn = () => void isHealthy().catch(() => false);
  socket.on("connect_error", onError);
  socket.on("connect", learn);
  const undo = persist(socket, isHealthy);
  return {
    socket,
    close: () => {
      undo();
      socket.removeAllListeners().disconnect();
    },
  };
}
