"""A web server for models, as a program: ``model_server.py FOLDER PORT [BEHAVIOUR=VALUE …]``.

Prints its port, then a line ``METHOD PATH RANGE`` per request. Behaviours: ``stall=N`` (sends N
bytes of a file, then nothing until it is killed), ``ranges=no``, ``etag=TEXT``, ``status=N``,
``redirect=ADDRESS``, ``cut=N`` (closes after N bytes of each answer), ``length=no``
(does not say how much is to come), ``pad=N`` (N bytes too many), ``account=NAME:PASSWORD`` (asks for
it).
"""

import sys
import threading
from base64 import b64encode
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class Handler(BaseHTTPRequestHandler):
    """Serves the files of a folder, with ranges."""

    def __init__(self, *args, folder, behaviour):
        self.folder, self.behaviour = folder, behaviour
        super().__init__(*args)

    def do_GET(self):
        asked = self.headers.get("Range", "-")
        sys.stdout.write(f"GET {self.path} {asked}\n")
        sys.stdout.flush()
        account = self.behaviour.get("account", "").encode()
        if account and self.headers.get("Authorization") != f"Basic {b64encode(account).decode()}":
            self._head(401, {})
            return
        if "redirect" in self.behaviour:
            self._head(302, {"Location": self.behaviour["redirect"] + self.path})
            return
        if "status" in self.behaviour:
            self._head(int(self.behaviour["status"]), {})
            return
        file = self.folder / unquote(self.path).lstrip("/")
        if not file.is_file():
            self._head(404, {})
            return
        data = file.read_bytes() + bytes(int(self.behaviour.get("pad", 0)))
        tag = self.behaviour.get("etag", '"one"')
        headers, start, status = {"ETag": tag}, 0, 200
        current = self.headers.get("If-Range", tag) == tag
        if asked != "-" and current and self.behaviour.get("ranges") != "no":
            start, status = int(asked.removeprefix("bytes=").partition("-")[0]), 206
            if start >= len(data):
                self._head(416, {"Content-Range": f"bytes */{len(data)}"})
                return
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        if self.behaviour.get("length") != "no":
            headers["Content-Length"] = str(len(data) - start)
        self._head(status, headers, end=False)
        self._body(data[start:])

    def _head(self, status, headers, *, end=True):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if end:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def _body(self, data):
        if "stall" in self.behaviour:
            self.wfile.write(data[: int(self.behaviour["stall"])])
            self.wfile.flush()
            threading.Event().wait()
        if "cut" in self.behaviour:
            data = data[: int(self.behaviour["cut"])]
            self.close_connection = True
        self.wfile.write(data)

    def log_message(self, *_args):
        """Say nothing on stderr."""


def main(folder, port, *behaviour):
    """Serve until killed."""
    given = dict(one.split("=", 1) for one in behaviour)
    handler = partial(Handler, folder=Path(folder), behaviour=given)
    server = ThreadingHTTPServer(("127.0.0.1", int(port)), handler)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
