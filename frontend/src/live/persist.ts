import type { Socket } from "socket.io-client";

const AGAIN_MS = 3000;

/**
 * Socket.IO gives up when the server closes a namespace or refuses it. Ask `mayReturn` then (the
 * session may be over) and connect again. Returns the undo.
 */
export function persist(socket: Socket, mayReturn: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      mayReturn().then(
        (yes) => {
          if (yes) {
            socket.connect();
          }
        },
        () => again(),
      );
    }, AGAIN_MS);
  };
  const onDisconnect = (reason: string) => {
    if (reason === "io server disconnect") {
      again();
    }
  };
  const onError = () => {
    if (!socket.active) {
      again();
    }
  };
  socket.on("disconnect", onDisconnect);
  socket.on("connect_error", onError);
  return () => {
    clearTimeout(timer);
    socket.off("disconnect", onDisconnect);
    socket.off("connect_error", onError);
  };
}
