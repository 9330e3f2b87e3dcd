"""Reading what a PATCH wants changed: JSON has both "not given" and ``null``."""

from typing import Any

from pydantic import BaseModel


def given(body: BaseModel) -> dict[str, Any]:
    """Return the fields that were given, ``null`` as None."""
    return {name: getattr(body, name) for name in body.model_fields_set}


def emptied(body: BaseModel, field: str) -> str | None:
    """Return a field for methods where None leaves it as it is and an empty string takes it away."""
    value: str | None = getattr(body, field)
    return "" if value is None and field in body.model_fields_set else value
