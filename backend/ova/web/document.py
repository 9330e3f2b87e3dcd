"""The OpenAPI document: what flask-openapi3 makes of the routes, and what holds for all of them."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask_openapi3 import utils
from flask_openapi3.openapi import OpenAPI

from ova.web.problems import PROBLEM_TYPE
from ova.web.public import PUBLIC_ROUTES

_PROBLEMS: dict[int, tuple[str, str]] = {
    400: ("BadRequest", "What was sent cannot be read."),
    401: ("NotSignedIn", "Nobody is signed in, or the credentials are refused."),
    403: ("NotAllowed", "This may not be done: a change needs the X-OVA-CSRF header, for example."),
    404: ("NotFound", "There is no such thing."),
    409: ("Conflict", "It fights with what is there."),
    412: ("ChangedMeanwhile", "Somebody else changed it since it was read."),
    413: ("TooLarge", "What was sent is too large."),
    414: ("AddressTooLong", "The address is too long."),
    415: ("UnsupportedMediaType", "What was sent is of a type that is not taken here."),
    422: ("DoesNotFit", "What was sent does not fit; `errors` points at each fault."),
    429: ("TooManyRequests", "Too much was asked; wait as Retry-After says."),
    500: ("InternalError", "The hub has a fault; its log tells more."),
    502: ("BadAnswer", "An integration, or the service behind it, answered what makes no sense."),
    503: ("Unavailable", "Something needed is not there just now."),
    507: ("DiskFull", "The hub's disk is full."),
}
_OF_BODIES = (400, 413, 415)
_SAFE = ("get", "head")
_CALLS_OUT = ("/api/integrations/{plugin_id}", "/api/entities/{entity_id}", "/integration/")
"""Under these the code of integrations runs."""


def make_schemas_once() -> None:
    """Have flask-openapi3 make the schema of a model once, not for every route that has it.

    Half of the time the web application took to build went into making them again.
    """
    if not hasattr(utils.get_model_schema, "cache_info"):
        utils.get_model_schema = cache(utils.get_model_schema)


def openapi_document(app: OpenAPI) -> dict[str, Any]:
    """Return the document of an application, with every status each route may answer."""
    document: dict[str, Any] = copy.deepcopy(app.api_doc)
    for method, rule in PUBLIC_ROUTES:
        _operations_of(document, rule)[method.lower()]["security"] = []
    for path, method, operation in operations(document):
        body = operation.get("requestBody")
        if body is not None and _may_be_nothing(document, body):
            body["required"] = False
        declared = operation["responses"]
        del declared["422"]  # flask-openapi3 puts it everywhere, also where nothing can be wrong
        answers = {status: declared[status] for status in sorted(declared)}
        for status in _statuses(path, method, operation):
            answers.setdefault(
                str(status), {"$ref": f"#/components/responses/{_PROBLEMS[status][0]}"}
            )
        operation["responses"] = answers
    document["components"]["responses"] = {
        name: _problem(text) for name, text in _PROBLEMS.values()
    }
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and operation of each route."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _may_be_nothing(document: dict[str, Any], body: dict[str, Any]) -> bool:
    """Tell whether a body may be left out: its form takes null."""
    reference: str = body["content"].get("application/json", {}).get("schema", {}).get("$ref", "")
    form = document["components"]["schemas"].get(reference.rpartition("/")[2], {})
    return {"type": "null"} in form.get("anyOf", ())


def _operations_of(document: dict[str, Any], rule: str) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"][rule.replace("<", "{").replace(">", "}")]
    return found


def _statuses(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    """Return the statuses of the problems a route may answer."""
    statuses = {429, 500, 503}
    given = bool(operation.get("parameters"))
    if operation["security"] or path == "/api/session" or path.startswith("/webhooks/"):
        statuses.add(401)
    if path.startswith("/webhooks/"):
        statuses |= {400, 403, 413, 502}
    if method not in _SAFE:
        statuses |= {403, 409, 507}
    if method in ("patch", "put") or path.endswith(("/restore", "/texts/import")):
        statuses.add(412)
    if "requestBody" in operation:
        statuses |= {404, 422, *_OF_BODIES}
    if given:
        statuses |= {404, 414, 422}
    if path.startswith(_CALLS_OUT):
        statuses |= {409, 502}
    return sorted(statuses)


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {PROBLEM_TYPE: {"schema": schema}}}
