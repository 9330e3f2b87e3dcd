"""One client process of the webhook benchmark: keeps connections busy until they break.

``python -m ova.bench.webhook_sender PORT PATH SECRET NAME CONNECTIONS MOST`` prints one line of JSON when
the hub is gone or ``MOST`` deliveries were answered. Plain sockets: the client shares the machine with the
hub, and what it computes is missing there.
"""

import hashlib
import hmac
import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any

_LIMIT_S = 120.0


@dataclass(slots=True)
class _Line:
    """One connection, and the delivery that waits for its answer."""

    sock: socket.socket
    delivery: str = ""
    sent_at: float = 0.0
    received: bytes = b""


class Sender:
    """Sends signed deliveries, one at a time on each connection."""

    def __init__(self, port: int, path: str, secret: str, name: str, most: int) -> None:
        self._port = port
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        )
        self._secret = secret.encode()
        self._name = name
        self._most = most
        self._sent = 0
        self.accepted: list[str] = []
        self.times_ms: list[float] = []
        self.others: dict[str, int] = {}

    def run(self, connections: int) -> None:
        """Send until the hub hangs up."""
        began = time.monotonic()
        with selectors.DefaultSelector() as ready:
            for _ in range(connections):
                line = _Line(socket.create_connection(("127.0.0.1", self._port), timeout=10))
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ready.register(line.sock, selectors.EVENT_READ, line)
                self._send(line)
            while ready.get_map() and time.monotonic() - began < _LIMIT_S:
                for key, _ in ready.select(1.0):
                    if not self._answered(key.data) or not self._send(key.data):
                        ready.unregister(key.fileobj)
                        key.data.sock.close()

    def result(self) -> dict[str, Any]:
        """Return what was answered."""
        return {"accepted": self.accepted, "times_ms": self.times_ms, "others": self.others}

    def _send(self, line: _Line) -> bool:
        if self._sent >= self._most:
            return False
        self._sent += 1
        line.delivery = f"{self._name}-{self._sent}"
        body = json.dumps({"id": line.delivery, "button": "hall", "level": self._sent}).encode()
        proof = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        head = f"{self._head}X-Signature: sha256={proof}\r\nContent-Length: {len(body)}\r\n\r\n"
        line.sent_at = time.perf_counter()
        try:
            line.sock.sendall(head.encode() + body)
        except OSError:  # the hub was killed
            return False
        return True

    def _answered(self, line: _Line) -> bool:
        """Take what came; False when the connection is over."""
        try:
            piece = line.sock.recv(65_536)
        except OSError:  # the hub was killed
            return False
        if not piece:
            return False
        line.received += piece
        head, found, body = line.received.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return self._answered(line)
        line.received = b""
        status = head[9:12].decode()
        if status == "200":
            self.accepted.append(line.delivery)
            self.times_ms.append(1000 * (time.perf_counter() - line.sent_at))
        else:
            self.others[status] = self.others.get(status, 0) + 1
        return True


def _length(head: bytes) -> int:
    for field in head.split(b"\r\n")[1:]:
        name, _, value = field.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def main() -> None:
    """Run one client."""
    port, path, secret, name, connections, most = sys.argv[1:]
    sender = Sender(int(port), path, secret, name, int(most))
    sender.run(int(connections))
    sys.stdout.write(json.dumps(sender.result()) + "\n")


if __name__ == "__main__":
    main()
