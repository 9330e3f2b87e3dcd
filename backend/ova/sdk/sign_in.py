"""The sign-in of an integration in the style of an Authlib app: registered, not routed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ova.sdk.context import Context
from ova.sdk.errors import InputInvalid

_ADDRESSES = {
    "authorize_url": "authorize_url",
    "access_token_url": "token_url",
    "refresh_token_url": "refresh_url",
    "revoke_token_url": "revoke_url",
    "server_metadata_url": "metadata_url",
}
"""Authlib's words and the manifest's."""
_KNOWN = frozenset(
    {*_ADDRESSES, "client_id", "client_secret", "client_kwargs", "authorize_params", "api_base_url"}
)
_AUTHORIZE = ("prompt", "login_hint", "response_mode")
"""What Authlib takes among ``client_kwargs`` and sends along to the page people sign in at."""


class IntegrationOAuth:
    """How people sign in at the other side; a module makes one and calls ``register_oauth_app``.

    The hub has the routes, keeps the tokens and renews them. The same can be declared as ``oauth`` in
    the manifest.
    """

    _integration: ClassVar[str] = ""

    def __init__(self) -> None:
        self.name = self._integration
        self.registered: dict[str, Any] = {}
        """What ``register_oauth_app`` was given."""

    @classmethod
    def integration(cls) -> str:
        """Return the name of the integration."""
        return cls._integration

    def register_oauth_app(self, name: str = "", **arguments: Any) -> None:
        """Declare the app, with the arguments of Authlib's ``OAuth.register``.

        ``server_metadata_url``, or ``authorize_url`` and ``access_token_url``; further
        ``refresh_token_url``, ``revoke_token_url``, ``authorize_params``, ``api_base_url``,
        ``client_kwargs`` (``scope``, ``code_challenge_method``, ``token_endpoint_auth_method``).
        ``client_id`` and ``client_secret`` are the first values of the installation's settings. Raises
        InputInvalid for another argument.
        """
        unknown = sorted(set(arguments) - _KNOWN)
        if unknown:
            raise InputInvalid(
                f"register_oauth_app() was given {', '.join(unknown)}.",
                cure=f"Give {', '.join(sorted(_KNOWN))}.",
            )
        self.name = name or self.name
        self.registered = dict(arguments)

    @property
    def client(self) -> dict[str, str]:
        """The client ID and secret the code brings along."""
        given = self.registered
        return {name: given[name] for name in ("client_id", "client_secret") if given.get(name)}

    def declared(self) -> dict[str, Any]:
        """Return what stands for this in a manifest: ``oauth``, and ``http`` with the base address."""
        given = self.registered
        client: Mapping[str, Any] = given.get("client_kwargs") or {}
        oauth: dict[str, Any] = {
            ours: given[theirs] for theirs, ours in _ADDRESSES.items() if given.get(theirs)
        }
        oauth["scopes"] = str(client.get("scope") or "").split()
        oauth["pkce"] = client.get("code_challenge_method", "S256") == "S256"
        along = {name: str(client[name]) for name in _AUTHORIZE if name in client}
        oauth["authorize_params"] = {**along, **(given.get("authorize_params") or {})}
        method = client.get("token_endpoint_auth_method")
        if method:
            oauth["token_endpoint_auth_method"] = method
        base = given.get("api_base_url")
        return {"oauth": oauth, **({"http": {"base_url": base}} if base else {})}

    def _perform_token_refresh(self, token: Mapping[str, Any], ctx: Context) -> Any:  # noqa: ARG002 - for those who override it
        """Return a new token in place of ``token``, or None: then the hub renews it as usual."""
        return None

    def _store_oauth_token(self, token: Mapping[str, Any], ctx: Context) -> Any:  # noqa: ARG002 - as above
        """Return what is to be kept beside the token as a dict, or None. The hub keeps the token."""
        return None
