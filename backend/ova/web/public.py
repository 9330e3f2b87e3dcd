"""The one list of routes that need no sign-in. Everything else is refused without one."""

PUBLIC_ROUTES: frozenset[tuple[str, str]] = frozenset(
    {
        ("GET", "/healthz"),
        ("GET", "/api/setup"),
        ("POST", "/api/setup"),  # refused by the accounts once there is an owner
        ("POST", "/api/session"),
        ("POST", "/api/join"),
        ("POST", "/api/join/password"),  # the one-time link in the body is what proves it
        ("POST", "/api/pairing"),  # a device asks to join; a person lets it in
        ("POST", "/api/pairing/<request_id>/claim"),  # the device's secret is what proves it
        ("GET", "/api/hub"),  # what it announces on the network, too
        ("POST", "/api/hub/proof"),  # asked by a satellite before it shows its token
        ("GET", "/api/device-sounds/<name>"),  # the name, which nobody can guess, is what proves it
        ("GET", "/webhooks/<entry_id>/<token>"),
        ("POST", "/webhooks/<entry_id>/<token>"),  # the token in the address is what proves it
    }
)
"""Pairs of method and rule. The frontend's files are public too: they carry no data."""

PRIVATE_PREFIXES = ("/api", "/metrics", "/webhooks", "/integration", "/skill", "/socket.io")
"""Under these, an unknown path is never one of the frontend's pages."""


def is_public(method: str, rule: str) -> bool:
    """Tell whether a route may be used without signing in."""
    return ("GET" if method == "HEAD" else method, rule) in PUBLIC_ROUTES


SATELLITE_ROUTES: frozenset[tuple[str, str]] = frozenset(
    {("GET", "/api/wake-words/<word_id>/model")}
)
"""What a paired satellite may ask for with its own token."""


def may_satellite(method: str, rule: str) -> bool:
    """Tell whether a paired satellite may use a route."""
    return is_public(method, rule) or (method, rule) in SATELLITE_ROUTES


def is_private_path(path: str) -> bool:
    """Tell whether a path belongs to the hub's own routes rather than to the frontend."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PRIVATE_PREFIXES)
