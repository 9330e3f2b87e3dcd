"""What every group of routes has in common."""

from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from ova.web.problems import PROBLEM_TYPE

Answer = Response | str | dict[str, Any] | list[dict[str, Any]] | tuple[dict[str, Any] | str, int]
"""What a route returns: a body, or a body with its status."""


def _problem_answer(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {PROBLEM_TYPE: {"schema": schema}}}


def audio_answer(description: str) -> dict[str, Any]:
    """Describe an answer that is a WAV file."""
    schema = {"type": "string", "format": "binary"}
    return {"description": description, "content": {"audio/wav": {"schema": schema}}}


def routes(name: str, about: str, *, prefix: str = "/api") -> APIBlueprint:
    """Start a group of routes under ``prefix``."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=prefix,
        abp_tags=[Tag(name=name, description=about)],
        abp_security=[{"token": []}, {"session": []}],
        abp_responses={
            "422": _problem_answer("What was sent does not fit."),
            "default": _problem_answer("What went wrong, and how to mend it."),
        },
    )
