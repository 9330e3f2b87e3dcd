"""The built frontend's files, and the page that stands in while it is not built."""

import re
from pathlib import Path

from flask import Request, Response, send_from_directory
from werkzeug.security import safe_join

import ova

_HASHED = re.compile(r"^assets/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
"""Vite puts a hash of the content into these names, so they never change."""

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

_NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>OpenVoiceAssistant</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem">
<h1>The hub is running</h1>
<p>Its pages are not built yet. In the project's folder run <code>./scripts/run</code>,
which builds them, or <code>npm ci &amp;&amp; npm run build</code> in <code>frontend/</code>,
then load this page again.</p>
<p>The <a href="/healthz">health check</a> and the REST API work without them.</p>
</body></html>
"""


def find_frontend() -> Path | None:
    """Return the folder of the built frontend: inside the package, or in a source tree."""
    package = Path(ova.__file__).parent
    for folder in (package / "web" / "static", package.parents[1] / "frontend" / "dist"):
        if (folder / "index.html").is_file():
            return folder
    return None


class Frontend:
    """Serves files of the built frontend; its pages are all ``index.html``."""

    def __init__(self, folder: Path | None = None) -> None:
        """Serve ``folder``, or the one that is found when a page is asked for."""
        self._folder = folder

    def answer(self, request: Request) -> Response | None:
        """Return the file or page for a GET, or None when there is none."""
        if request.method not in ("GET", "HEAD"):
            return None
        folder = self._folder or find_frontend()
        if folder is None or not (folder / "index.html").is_file():
            if _wants_page(request):
                return Response(_NOT_BUILT, mimetype="text/html", headers=_NO_CACHE)
            return None
        name = request.path.lstrip("/") or "index.html"
        found = safe_join(str(folder), name)
        if found is None or not Path(found).is_file():
            if not _wants_page(request) or name.startswith("assets/"):
                return None
            name = "index.html"
        return _file(folder, name, request)


_NO_CACHE = {"Cache-Control": "no-cache"}


def _wants_page(request: Request) -> bool:
    """Tell a person's navigation, or a plain client's, from a script that asks for a file."""
    if any(kind == "text/html" for kind, _ in request.accept_mimetypes):
        return True  # even for names with a dot: /entities/light.kitchen is a page
    return bool(request.accept_mimetypes.accept_html) and "." not in request.path


def _file(folder: Path, name: str, request: Request) -> Response:
    response = None
    for encoding, ending in _ENCODINGS:
        packed = f"{name}{ending}"
        if request.accept_encodings[encoding] and (folder / packed).is_file():
            response = send_from_directory(folder, packed, mimetype=_mimetype(name))
            response.headers["Content-Encoding"] = encoding
            break
    if response is None:
        response = send_from_directory(folder, name, mimetype=_mimetype(name))
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if _HASHED.match(name) else "no-cache"
    )
    return response


def _mimetype(name: str) -> str | None:
    """Return types that the system's table may lack or get wrong; None leaves it to the table."""
    return {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".css": "text/css",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }.get(Path(name).suffix)
