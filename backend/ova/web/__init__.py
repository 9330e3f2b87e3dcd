"""The hub's door to the network: REST, Socket.IO, sign-in, OpenAPI and the built frontend.

Law: no business rules. A route parses, calls the hub, and writes the answer; every route needs a
sign-in unless ``public.py`` lists it. Only ``ova.core`` and ``ova.hub`` may be imported.
"""

from typing import TYPE_CHECKING, Any

from ova.web.errors import CannotListen, WebError
from ova.web.ports import HubPort, ServedHub
from ova.web.server import serve
from ova.web.tls import TlsFiles

if TYPE_CHECKING:
    from ova.web.app import WebApp, create_app, openapi_of
    from ova.web.certificates import self_signed_certificate

__all__ = [
    "CannotListen",
    "HubPort",
    "ServedHub",
    "TlsFiles",
    "WebApp",
    "WebError",
    "create_app",
    "openapi_of",
    "self_signed_certificate",
    "serve",
]


def __getattr__(name: str) -> Any:
    """Load the heavy parts when they are asked for: the watching process never needs them."""
    if name in ("WebApp", "create_app", "openapi_of"):
        from ova.web import app

        return getattr(app, name)
    if name == "self_signed_certificate":
        from ova.web import certificates

        return certificates.self_signed_certificate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
