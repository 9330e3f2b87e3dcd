"""What every group of routes has in common."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.types import ParametersTuple
from flask_openapi3.utils import parse_parameters

Answer = Response | str | dict[str, Any] | list[dict[str, Any]] | tuple[dict[str, Any] | str, int]
"""What a route returns: a body, or a body with its status."""


class Routes(APIBlueprint):
    """A group of routes that is described when the document is asked for.

    Describing every route took a sixth of a hub's start.
    """

    def __init__(self, name: str, import_name: str, **how: Any) -> None:
        self._undescribed: list[Callable[[], object]] = []
        super().__init__(name, import_name, **how)

    def describe(self) -> None:
        """Fill ``tags``, ``paths`` and ``components_schemas``; what is described already stays."""
        while self._undescribed:
            self._undescribed.pop(0)()

    def _collect_openapi_info(
        self, rule: str, func: Callable[..., Any], **how: Any
    ) -> ParametersTuple:
        """Return what a route takes; its description can wait."""
        self._undescribed.append(partial(super()._collect_openapi_info, rule, func, **how))
        return parse_parameters(func, doc_ui=False)


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


def routes(name: str, about: str, *, prefix: str = "/api") -> Routes:
    """Start a group of routes under ``prefix``."""
    return Routes(
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
