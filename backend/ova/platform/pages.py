"""Pages of integrations: what their ``manage`` returns, in a page of the hub, and their files."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import FileSystemLoader, TemplateError, TemplateNotFound, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from ova.core import NotFound, OvaError
from ova.platform.guides import Guides
from ova.plugins import Entry, IntegrationManager, PluginFault, arguments_taken
from ova.sdk import ManageRequest

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered: a page, or where to go on."""

    html: str = ""
    status: int = 200
    location: str = ""


class Pages:
    """Has integrations make their pages. Nothing an author does ends in a stack trace."""

    def __init__(self, manager: IntegrationManager) -> None:
        self._manager = manager
        self._guides = Guides(manager)

    def visit(
        self,
        entry_id: str,
        *,
        method: str = "GET",
        query: Mapping[str, str] = MappingProxyType({}),
        form: Mapping[str, str] = MappingProxyType({}),
        csrf_token: str = "",
    ) -> Page:
        """Return the page of a visit. Raises PluginNotFound, and NotFound when it has no pages."""
        view = query.get("view", "")
        request = ManageRequest(
            "GET" if method == "HEAD" else method, view, dict(query), dict(form), csrf_token
        )
        info = self._manager.info(entry_id)
        try:
            entry = self._manager.entry(entry_id)
        except OvaError as error:
            return _trouble(info.name, error.message, error.cure, error.status)
        hook = entry.hook("manage")
        if hook is None:
            raise NotFound(
                f"{info.name} has no pages of its own.",
                cure="Its settings are under Integrations.",
                code="no_manage_page",
            )
        try:
            told = entry.call("manage", hook, *(request, entry.context)[: arguments_taken(hook, 2)])
            return _page(entry, told, request)
        except PluginFault as error:
            _log.warning("integration %s: %s", entry_id, error.reason)
            return _trouble(
                info.name,
                "Something went wrong in this page.",
                f"For its author: {error.reason}.",
                502,
            )
        except OvaError as error:
            return _trouble(info.name, error.message, error.cure, 200)

    def guide(self, entry_id: str) -> str:
        """Return the page about an integration as HTML. Raises PluginNotFound, NotFound."""
        return self._guides.page(entry_id)

    def static_folder(self, entry_id: str) -> Path:
        """Return the folder of an integration's files for browsers. Raises PluginNotFound, NotFound."""
        folder = self._manager.folder(entry_id)
        if folder is None or not (folder / "static").is_dir():
            raise NotFound(
                f"{entry_id} has no files for browsers.", cure="They lie in its folder static/."
            )
        return folder / "static"


def _page(entry: Entry, told: Any, request: ManageRequest) -> Page:
    if isinstance(told, str):
        return _framed(entry, told)
    if isinstance(told, Mapping) and "redirect" in told:
        query = {k: str(v) for k, v in told.items() if k not in ("redirect", "view")}
        view = str(told["redirect"] or "")
        query = {"view": view, **query} if view else query
        where = f"/integration/{quote(entry.id)}/manage"
        return Page(status=303, location=f"{where}?{urlencode(query)}" if query else where)
    if isinstance(told, Mapping) and isinstance(told.get("template"), str):
        values = {str(k): v for k, v in told.items() if k != "template"}
        return _framed(entry, _rendered(entry, told["template"], values, request))
    raise PluginFault(
        "A page cannot be shown.",
        reason=f"manage returned a {type(told).__name__}",
        cure='Return HTML, {"template": name, ...} or {"redirect": view}.',
    )


def _rendered(entry: Entry, name: str, values: Mapping[str, Any], request: ManageRequest) -> str:
    """Render a template of the integration's own folder; ``<id>/`` may go before its name."""
    folder = entry.found.folder
    if folder is None:
        raise _no_template(name, "the integration is a single file, without a folder for templates")
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
    )
    own = name.removeprefix(f"{entry.integration_id}/")
    shown = {"request": request, "csrf_token": request.csrf_token, **values}

    def render() -> str:
        return environment.get_template(own).render(shown)

    try:
        html: str = entry.call(f"the template {own}", render)
    except PluginFault as error:
        cause = error.__cause__
        if isinstance(cause, TemplateNotFound):
            raise _no_template(own, f"there is no template {cause.name!r} in templates/") from None
        if isinstance(cause, TemplateError):
            line = getattr(cause, "lineno", None)
            where = f" (templates/{own}:{line})" if line else ""
            raise _no_template(
                own, f"{type(cause).__name__}: {entry.clean(str(cause))}{where}"
            ) from None
        raise
    return html


def _no_template(name: str, reason: str) -> PluginFault:
    return PluginFault(
        "A page cannot be shown.",
        reason=f"the template {name} failed: {reason}",
        cure="Put it into templates/ and correct it.",
    )


def _framed(entry: Entry, body: str) -> Page:
    return Page(_shell(entry.name, entry.clean(body)))


def _trouble(name: str, message: str, cure: str, status: int) -> Page:
    shown = f'<div class="trouble" role="alert"><p>{escape(message)}</p><p>{escape(cure)}</p></div>'
    return Page(_shell(name, shown), status)


def _shell(name: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(name)} - OpenVoiceAssistant</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }}
header {{ display: flex; gap: 1rem; align-items: baseline; margin-bottom: 1rem }}
.trouble {{ border-left: .3rem solid #c62828; padding: .1rem 1rem; overflow-wrap: anywhere }}
</style></head>
<body><header><a href="/integrations" target="_top">Integrations</a><strong>{escape(name)}</strong></header>
<main>
{body}
</main></body></html>
"""
