"""The OpenAPI document, and Swagger UI to read and try it."""

import threading
from importlib.resources import files

from flask import Blueprint, Response, request
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import NotFound as NoSuchFile

from ova.web.document import openapi_document
from ova.web.identity import CSRF_HEADER
from ova.web.routes.blueprint import Answer

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>OpenVoiceAssistant REST API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/assets/css/swagger-ui.css"></head>
<body><div id="api"></div>
<script src="/api/docs/assets/js/swagger-ui-bundle.js"></script>
<script src="/api/docs/page.js"></script></body></html>
"""

# The policy forbids scripts in the page, so what starts Swagger UI is a file of its own.
_SCRIPT = f"""fetch("/api/session").then((answer) => answer.json()).then((session) => {{
  SwaggerUIBundle({{
    url: "/api/docs/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    validatorUrl: null,
    requestInterceptor: (request) => {{
      if (session.csrf) request.headers["{CSRF_HEADER}"] = session.csrf;
      return request;
    }},
  }});
}});
"""

_ASSETS = {
    "css/swagger-ui.css": "text/css",
    "js/swagger-ui-bundle.js": "text/javascript",
}


def docs_routes(app: OpenAPI) -> Blueprint:
    """Build the routes; the document is made when it is first asked for."""
    api = Blueprint("docs", __name__, url_prefix="/api/docs")
    making = threading.Lock()
    kept: list[str] = []

    @api.get("/openapi.json")
    def document() -> Answer:
        """Return the OpenAPI document."""
        with making:
            if not kept:
                kept.append(app.json.dumps(openapi_document(app)))
        return Response(kept[0], mimetype="application/json")

    @api.get("")
    def page() -> Answer:
        """Show the document in Swagger UI."""
        return Response(_PAGE, mimetype="text/html")

    @api.get("/page.js")
    def script() -> Answer:
        """Return the script that starts Swagger UI."""
        return Response(_SCRIPT, mimetype="text/javascript")

    @api.get("/assets/<path:name>")
    def asset(name: str) -> Answer:
        """Return one of Swagger UI's files, which come with its package."""
        if name not in _ASSETS:
            raise NoSuchFile
        folder = files("flask_openapi3_swagger") / "templates" / "swagger"
        response = Response(folder.joinpath(*name.split("/")).read_bytes(), mimetype=_ASSETS[name])
        response.headers["Cache-Control"] = "private, max-age=86400"
        response.add_etag()
        response.make_conditional(request)
        return response

    return api
