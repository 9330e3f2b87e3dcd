"""Calls any web API: without credentials, with HTTP Basic, or with a bearer token.

It is the sample of an integration that ``config.json`` describes; the handlers are hung on it here.
"""

import base64
from typing import Any
from urllib.parse import urlsplit

from ova.sdk import ActionError, ActionHandler, AuthFailed, Context, Integration, SecretMissing

api_fetch = Integration.load()


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
        name, password = _credential(context, "user_name"), _credential(context, "password")
        pair = base64.b64encode(f"{name}:{password}".encode()).decode("ascii")
        return await _call(inputs, context, {"Authorization": f"Basic {pair}"})


@api_fetch.action("call_api_bearer")
class CallApiBearer(ActionHandler):
    """Sends the key."""

    async def execute(self, inputs: dict[str, Any], context: Context) -> dict[str, Any]:
        """Return the status and what the API answered. Raises SecretMissing before it asks."""
        key = _credential(context, "api_key")
        return await _call(inputs, context, {"Authorization": f"Bearer {key}"})


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
            f"{urlsplit(url).hostname} refuses the credentials (HTTP {status}).",
            cure="Check them in the settings of API Fetch, or use another of its actions.",
        ) from None
    return {"status": answer.status, "data": answer.data}


def _credential(context: Context, name: str) -> str:
    value = str(context.auth.get(name) or "")
    if not value:
        raise SecretMissing(
            f"API Fetch has no {name.replace('_', ' ')}.", cure="Enter it in its settings."
        )
    return value


def _check_host(url: str, context: Context) -> None:
    host = (urlsplit(url).hostname or "").lower()
    allowed = [str(one).strip().lower() for one in context.config.get("hosts", [])]
    if allowed and host not in allowed:
        raise ActionError(
            f"{host} may not see the credentials.",
            cure=f"Add {host} to the hosts in the settings of API Fetch.",
        )
