"""OAuth 2: what is kept of a sign-in, asking the other side for tokens, and renewing them."""

from ova.platform.oauth.errors import BadState, SignInDenied, SignInFailed
from ova.platform.oauth.pending import PendingSignIn, PendingSignIns
from ova.platform.oauth.provider import Metadata, Provider
from ova.platform.oauth.redirects import redirect_warnings
from ova.platform.oauth.renewal import Renewals
from ova.platform.oauth.tokens import Access, TokenStore

__all__ = [
    "Access",
    "BadState",
    "Metadata",
    "PendingSignIn",
    "PendingSignIns",
    "Provider",
    "Renewals",
    "SignInDenied",
    "SignInFailed",
    "TokenStore",
    "redirect_warnings",
]
