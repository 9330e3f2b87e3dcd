"""What signing in at the other side needs of an integration, and who keeps the access tokens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ova.plugins.declared.calling import adapted
from ova.plugins.entry import Entry
from ova.plugins.manifest import Manifest

_ON_HELPER = {"refresh_token": "_perform_token_refresh", "store_token": "_store_oauth_token"}
"""The hooks as an IntegrationOAuth calls them."""


@dataclass(frozen=True, slots=True)
class SignInTerms:
    """One account of an integration, loaded or not, as far as a sign-in needs it."""

    entry_id: str
    integration_id: str
    name: str
    manifest: Manifest
    settings: Mapping[str, Any]
    """With secrets."""


class SignIns(Protocol):
    """Keeps the access tokens of integrations whose manifest has ``oauth``."""

    def check(self, terms: SignInTerms) -> None:
        """Raise SecretMissing or AuthFailed when a person must sign in first. Asks nobody."""

    def sign(self, entry: Entry) -> None:
        """Let an entry's ``ctx.fetch`` send access tokens."""


def sign_in_hook(entry: Entry, name: str) -> Callable[..., Any] | None:
    """Return an author's ``refresh_token`` or ``store_token``, called with the token and ``ctx``."""
    hook = entry.hook(name)
    if hook is None and entry.sign_in is not None:
        hook = getattr(entry.sign_in, _ON_HELPER[name])
    return None if hook is None else adapted(hook, 1)
