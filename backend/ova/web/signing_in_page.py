"""The page a browser shows at the end of a sign-in: it closes itself, or says what went wrong.

It needs no built frontend and no inline script, which the security headers forbid.
"""

from html import escape

from flask import Response

from ova.core import OvaError

SCRIPT = """\
const page = document.body.dataset;
window.history.replaceState(null, "", window.location.pathname);
if (window.opener) {
  const news = { kind: "ova-signed-in", integration: page.integration };
  window.opener.postMessage(news, window.location.origin);
}
if (page.done === "yes") window.close();
"""
"""Tells the page that opened the window, and closes it."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"></head>
<body data-done="{done}" data-integration="{integration}"
 style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem">
<h1>{title}</h1>
<p>{text}</p>
<p><a href="/integrations">Back to the hub</a></p>
<script src="/integration/signed-in.js" defer></script>
</body></html>
"""


def signed_in_page(integration: str, name: str, account: str) -> Response:
    """Return the page that closes itself."""
    whose = f" as {account}" if account else ""
    return _page(
        200, f"{name} is connected", f"Connected{whose}. You can close this window.", integration
    )


def failed_page(error: OvaError) -> Response:
    """Return the page that says why nobody is signed in."""
    return _page(error.status, "Not signed in", f"{error.message} {error.cure}".strip(), "")


def _page(status: int, title: str, text: str, integration: str) -> Response:
    page = _PAGE.format(
        title=escape(title),
        text=escape(text),
        done="yes" if integration else "no",
        integration=escape(integration),
    )
    return Response(page, status=status, mimetype="text/html")
