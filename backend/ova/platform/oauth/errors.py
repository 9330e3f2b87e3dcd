"""What can go wrong when somebody signs in at the other side, in words for people."""

from ova.core import InvalidInput
from ova.sdk import PluginError

MAX_WORDS = 200


class BadState(InvalidInput):
    """A browser came back from a sign-in that was not begun here, or not now, or not by this person."""

    code = "bad_state"
    status = 400


class SignInDenied(InvalidInput):
    """The other side sent the browser back without a permission."""

    code = "sign_in_denied"
    status = 400


class SignInFailed(PluginError):
    """The other side gave no token, or none that can be used. ``error`` is its own word for it."""

    code = "sign_in_failed"
    status = 502

    def __init__(self, message: str, *, cure: str = "", error: str = "") -> None:
        super().__init__(message, cure=cure)
        self.error = error


def in_plain_words(name: str, error: str, description: str) -> tuple[str, str]:
    """Return what an error of RFC 6749 means for a person, and what to do about it."""
    match error:
        case "access_denied":
            return f"{name} was not allowed to let the hub in.", "Sign in again and allow it."
        case "invalid_client" | "unauthorized_client":
            return (
                f"{name} does not know the client ID, or refuses the client secret.",
                "Check both in the settings; they are shown where you made the app.",
            )
        case "redirect_uri_mismatch" | "invalid_redirect_uri":
            return (
                f"{name} does not know the callback address.",
                "Copy the callback address of the hub, letter by letter, to your app there.",
            )
        case "invalid_grant":
            return f"{name} does not take this sign-in any more.", "Sign in again."
        case "invalid_scope":
            return (
                f"{name} does not grant a right that is asked for.",
                "Allow these rights where you made the app, or look for a newer integration.",
            )
        case "server_error" | "temporarily_unavailable":
            return f"{name} has trouble of its own.", "Try again later."
    said = printable(description or error)
    return f"{name} refuses the sign-in: {said}", "Check the app you made there, and its settings."


def printable(text: str) -> str:
    """Return the words of a stranger on one short line."""
    shown = "".join(sign if sign.isprintable() else " " for sign in str(text)[:MAX_WORDS])
    return " ".join(shown.split())
