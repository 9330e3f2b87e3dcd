"""What every group of routes has in common."""

from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

Answer = Response | str | dict[str, Any] | list[dict[str, Any]] | tuple[dict[str, Any] | str, int]
"""What a route returns: a body, or a body with its status."""


def file_answer(media_type: str, description: str) -> dict[str, Any]:
    """Describe an answer that is a file."""
    schema = {"type": "string", "format": "binary"}
    return {"description": description, "content": {media_type: {"schema": schema}}}


def audio_answer(description: str) -> dict[str, Any]:
    """Describe an answer that is a WAV file."""
    return file_answer("audio/wav", description)


def text_answer(media_type: str, description: str) -> dict[str, Any]:
    """Describe an answer that is a text."""
    return {"description": description, "content": {media_type: {"schema": {"type": "string"}}}}


def routes(name: str, about: str, *, prefix: str = "/api") -> APIBlueprint:
    """Start a group of routes under ``prefix``."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=prefix,
        abp_tags=[Tag(name=name, description=about)],
        abp_security=[{"token": []}, {"session": []}],
        operation_id_callback=_operation_id,
    )


def _operation_id(*, bp_name: str, name: str, path: str, method: str) -> str:  # noqa: ARG001 - flask-openapi3 gives all
    """Name a route by its group and function; generated clients are named after it."""
    return f"{bp_name}_{name}".replace("-", "_")
