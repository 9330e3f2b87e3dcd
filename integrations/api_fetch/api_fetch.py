"""Calls any web API: without credentials, with HTTP Basic, or with a bearer token.

It is the sample of an integration that ``config.json`` describes; the handlers are hung on it here.
Requests that people save in the settings become actions of their own when it is built.
"""

import base64
from typing import Any
from urllib.parse import urlsplit

from ova.sdk import (
    ActionError,
    ActionHandler,
    ActionResult,
    AuthFailed,
    Context,
    Integration,
    Ova,
    SecretMissing,
    action,
)

from .saved import OUTPUT, SavedRequest, read_saved

api_fetch = Integration.load()


class ApiFetch(Integration):
    """The actions of ``config.json``, and one for each saved request."""

    def __init__(self, saved: list[SavedRequest], test_url: str) -> None:
        super().__init__(api_fetch.folder)
        self.action_handlers = dict(api_fetch.action_handlers)
        self._saved = saved
        self._test_url = test_url
        for request in saved:
            setattr(self, request.action, _action_of(request))

    async def test_connection(self, ctx: Context) -> str:
        """Ask the address that was given for it, with whatever credentials there are."""
        for request in self._saved:
            _headers(request.credentials, ctx)
        told = (
            ctx.text("says.saved", count=len(self._saved))
            if self._saved
            else ctx.text("says.ready")
        )
        if not self._test_url:
            return told
        kinds = {"bearer": "api_key", "basic": "user_name"}
        kind = next((kind for kind, name in kinds.items() if ctx.auth.get(name)), "none")
        headers = _headers(kind, ctx)
        if headers:
            _check_host(self._test_url, ctx)
        answer = await ctx.fetch(self._test_url, headers=headers)
        host = urlsplit(self._test_url).hostname
        return ctx.text("says.answers", host=host, status=answer.status, told=told)

    def diagnostics(self, ctx: Context) -> dict[str, Any]:  # noqa: ARG002 - the contract's shape
        """Return what was saved, without what is sent."""
        return {
            "saved_requests": [
                {"name": one.name, "method": one.method, "host": urlsplit(one.url).hostname}
                for one in self._saved
            ]
        }


def build_integration(config: dict[str, Any], ova: Ova) -> ApiFetch:  # noqa: ARG001 - the contract's shape
    """Make the actions. Raises InputInvalid for a saved request that cannot work."""
    return ApiFetch(read_saved(config["saved_requests"]), config["test_url"])


@api_fetch.action("call_api")
class CallApi(ActionHandler):
    """Sends no credentials."""

    async def execute(self, inputs: dict[str, Any], context: Context) -> dict[str, Any]:
        """Return the status and what the API answered."""
        return await _call(inputs, context, {})


@api_fetch.action("call_api_basic")
class CallApiBasic(ActionHandler):
    """Sends the user name and the password."""

    async def execute(self, inputs: dict[str, Any], context: Context) -> dict[str, Any]:
        """Return the status and what the API answered. Raises SecretMissing before it asks."""
        return await _call(inputs, context, _headers("basic", context))


@api_fetch.action("call_api_bearer")
class CallApiBearer(ActionHandler):
    """Sends the key."""

    async def execute(self, inputs: dict[str, Any], context: Context) -> dict[str, Any]:
        """Return the status and what the API answered. Raises SecretMissing before it asks."""
        return await _call(inputs, context, _headers("bearer", context))


def _action_of(request: SavedRequest) -> Any:
    """Return the function that carries a saved request out, marked as an action."""

    async def ask(inputs: dict[str, Any], ctx: Context) -> ActionResult:
        headers = _headers(request.credentials, ctx)
        told = await _call(request.filled(inputs), ctx, headers)
        return ActionResult(told, message=request.said(told["data"], ctx.text))

    return action(
        request.action,
        description=f"The saved request {request.name}",
        input=request.input,
        output=OUTPUT,
        phrases=request.phrases,
        risky=request.confirm,
        changes=request.changes,
        affects=request.affects,
    )(ask)


async def _call(
    inputs: dict[str, Any], context: Context, headers: dict[str, str]
) -> dict[str, Any]:
    url = inputs["url"]
    if headers:
        _check_host(url, context)
    try:
        answer = await context.fetch(
            url,
            inputs.get("method", "GET"),
            params=inputs.get("params"),
            json=inputs.get("body"),
            headers=headers,
        )
    except AuthFailed as error:
        # One API of many refuses: that says nothing of the others, so nobody is asked to sign in.
        status = 401 if error.response is None else error.response.status
        raise ActionError(
            context.text("errors.refused", host=urlsplit(url).hostname, status=status),
            cure=context.text("errors.refused_cure"),
        ) from None
    return {"status": answer.status, "data": answer.data}


def _headers(kind: str, context: Context) -> dict[str, str]:
    """Return the header of ``basic`` or ``bearer`` credentials. Raises SecretMissing."""
    if kind == "basic":
        name, password = _credential(context, "user_name"), _credential(context, "password")
        pair = base64.b64encode(f"{name}:{password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {pair}"}
    if kind == "bearer":
        return {"Authorization": f"Bearer {_credential(context, 'api_key')}"}
    return {}


def _credential(context: Context, name: str) -> str:
    value = str(context.auth.get(name) or "")
    if not value:
        raise SecretMissing(context.text(f"errors.no_{name}"), cure=context.text("errors.enter_it"))
    return value


def _check_host(url: str, context: Context) -> None:
    host = (urlsplit(url).hostname or "").lower()
    allowed = [str(one).strip().lower() for one in context.config.get("hosts", [])]
    if allowed and host not in allowed:
        raise ActionError(
            context.text("errors.not_allowed", host=host),
            cure=context.text("errors.not_allowed_cure", host=host),
        )
