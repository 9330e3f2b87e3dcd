"""A machine between a satellite and its hub, with a certificate of its own, that passes all on."""

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

from ova.tls import SharedTls
from ova.web import self_signed_certificate


class Relay:
    """Reads and passes on what is said over https."""

    def __init__(self, folder: Path, hub_port: int) -> None:
        """Listen; ``folder`` gets its certificate."""
        files = self_signed_certificate(folder)
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(files.certificate, files.key)
        self._hub_port = hub_port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._door.getsockname()[1]}"
        self._open: list[SharedTls] = []
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def close(self) -> None:
        """Go away, and break off what goes on."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self._door.close()
        for one in self._open:
            one.close()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                came, _ = self._door.accept()
            except OSError:
                return
            with suppress(OSError):  # who looks at the certificate only goes away at once
                here = SharedTls(self._tls.wrap_socket(came, server_side=True))
                there = SharedTls(self._to_the_hub())
                self._open += [here, there]
                for pair in ((here, there), (there, here)):
                    self._threads.append(threading.Thread(target=_pump, args=pair))
                    self._threads[-1].start()

    def _to_the_hub(self) -> ssl.SSLSocket:
        anyone = ssl.create_default_context()
        anyone.check_hostname = False
        anyone.verify_mode = ssl.CERT_NONE
        return anyone.wrap_socket(socket.create_connection(("127.0.0.1", self._hub_port)))


def _pump(source: SharedTls, sink: SharedTls) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    source.close()
    sink.close()
