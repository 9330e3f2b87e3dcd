"""Signing in to integrations at their services."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request
from flask_openapi3.blueprint import APIBlueprint

from ova.core import OvaError
from ova.web.identity import Identities
from ova.web.models.plugins import PluginPath
from ova.web.models.sign_ins import (
    AccessModel,
    CallbackQuery,
    DisconnectedModel,
    NamePath,
    ProviderList,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes, text_answer
from ova.web.signing_in_page import SCRIPT, failed_page, signed_in_page

_ABOUT = "Signing in to integrations at their services."


def sign_in_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes under ``/api``."""
    api = routes("sign-ins", _ABOUT, prefix="/api/integrations")

    @api.get("/providers", responses={200: ProviderList})
    def providers() -> Answer:
        """List the integrations people sign in to, and whether somebody did."""
        return list(hub.sign_ins.providers())

    @api.get("/<plugin_id>/access", responses={200: AccessModel})
    def access(path: PluginPath) -> Answer:
        """Tell how the sign-in stands, and the addresses it needs."""
        return hub.sign_ins.access(path.plugin_id, request.host_url)

    @api.delete("/<plugin_id>/access", responses={200: DisconnectedModel})
    def disconnect(path: PluginPath) -> Answer:
        """Sign out: the token is revoked where the service offers that, and deleted."""
        return hub.sign_ins.disconnect(path.plugin_id)

    return api


def sign_in_pages(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes a browser goes through."""
    api = routes("sign-in-pages", _ABOUT, prefix="/integration")

    @api.get("/signed-in.js", responses={200: text_answer("text/javascript", "A script.")})
    def script() -> Response:
        """Return what the last page runs."""
        return Response(SCRIPT, mimetype="text/javascript")

    @api.get("/<name>/login", responses={302: None})
    def login(path: NamePath) -> Any:
        """Send the browser to the service to sign in."""
        return _shown(
            lambda: redirect(hub.sign_ins.begin(path.name, _session(identities), request.host_url))
        )

    @api.get("/<name>/callback", responses={200: text_answer("text/html", "A page that closes.")})
    def callback(path: NamePath, query: CallbackQuery) -> Any:
        """Take the browser back, and keep what the service gave."""

        def ended() -> Response:
            done = hub.sign_ins.end(path.name, query.model_dump(), _session(identities))
            return signed_in_page(done.entry_id, done.name, done.account)

        return _shown(ended)

    return api


def _session(identities: Identities) -> str:
    """Return what names the session a request belongs to."""
    identity = identities.require()
    return f"{identity.user.id}:{identity.via}:{identities.csrf() or ''}"


def _shown(answer: Callable[[], Any]) -> Any:
    """Return an answer, or for a browser the page of what went wrong."""
    try:
        return answer()
    except OvaError as error:
        if request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html":
            return failed_page(error)
        raise
