"""Starting the hub under the web server."""

import ctypes
import os
import signal
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ova.core import InvalidInput
from ova.folder import HomeFolder
from ova.web import TlsFiles, serve

if TYPE_CHECKING:
    from ova.hub import OpenVoiceAssistant

_M_ARENA_MAX, _HEAPS = -8, 2
_LOCAL = ("127.0.0.1", "0.0.0.0", "::", "localhost")  # noqa: S104 - compared, not bound


def tls_files(cert: Path | None, key: Path | None, *, self_signed: bool) -> TlsFiles | None:
    """Return the certificate to serve with, or None for plain http.

    Raises InvalidInput when only one half of a pair is given, or they do not make a pair.
    """
    if self_signed:
        if cert or key:
            raise InvalidInput(
                "--self-signed was given together with a certificate.",
                cure="Use --self-signed, or --tls-cert with --tls-key.",
            )
        folder = HomeFolder.default()
        folder.prepare()
        from ova.web import self_signed_certificate

        return _checked(
            self_signed_certificate(folder.tls), cure="Remove both files: the hub makes new ones."
        )
    if cert is None and key is None:
        return None
    if cert is None or key is None:
        raise InvalidInput(
            "Only one half of a certificate was given.", cure="Give --tls-cert and --tls-key."
        )
    for path in (cert, key):
        if not path.is_file():
            raise InvalidInput(f"There is no file {path}.", cure="Give the path of a PEM file.")
    return _checked(
        TlsFiles(cert, key),
        cure="Give a certificate and its own key without a password, both as PEM files.",
    )


def _checked(files: TlsFiles, *, cure: str) -> TlsFiles:
    """Return the files when https can be served with them; else every visitor would be refused."""
    try:
        # an empty password: none is asked for at the terminal, the key is refused instead
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            files.certificate, files.key, password=""
        )
    except (OSError, ValueError) as error:
        raise InvalidInput(
            f"https cannot be served with {files.certificate} and {files.key}.",
            cure=cure,
        ) from error
    return files


def serve_hub(*, host: str, port: int, tls: TlsFiles | None, workers: int) -> int:
    """Serve until told to stop; return the exit code.

    The hub is imported only in the process that serves it, so that the watching one stays small.
    """
    folder = HomeFolder.default()
    folder.prepare()
    scheme = "https" if tls else "http"
    page = f"{scheme}://{'localhost' if host in _LOCAL else host}:{port}"

    def build() -> "OpenVoiceAssistant":
        from ova.hub import HubOptions, Listening, OpenVoiceAssistant

        options = HubOptions(
            folder=folder,
            workers=workers,
            url=f"{scheme}://{_reachable(host)}:{port}",
            host=host,
            certificate=str(tls.certificate) if tls else None,
            listening=Listening(host, port, scheme),
            restart=_start_anew,
        )
        hub = OpenVoiceAssistant(options)
        hub.start()
        threading.Thread(target=_say_ready, args=(hub, page), name="ova-ready", daemon=True).start()
        return hub

    _keep_memory_together()
    return serve(build, host=host, port=port, tls=tls, on_listening=_say_starting)


def _start_anew() -> None:
    """End the hub's process in order; the one that watches starts another."""
    os.kill(os.getpid(), signal.SIGTERM)


def _keep_memory_together() -> None:
    """Have glibc use few heaps for the hub's many threads. Source: mallopt(3), M_ARENA_MAX."""
    with suppress(AttributeError, OSError):  # another C library: it has no such heaps
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)


def _say_starting(_url: str) -> None:
    click.echo("OpenVoiceAssistant is starting …")


def _say_ready(hub: "OpenVoiceAssistant", page: str) -> None:
    if hub.wait_ready():
        click.echo(f"Ready. Open {page}")
    else:
        click.echo("Typed commands work; speech recognition is not ready yet. Try 'ova doctor'.")


def _reachable(host: str) -> str:
    """Return the address this machine's own commands use."""
    return "[::1]" if host == "::" else ("127.0.0.1" if host in _LOCAL else host)
