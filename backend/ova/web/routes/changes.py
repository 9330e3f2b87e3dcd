"""Reading what a PATCH wants changed."""

from pydantic import BaseModel


def emptied(body: BaseModel, field: str) -> str | None:
    """Return a field of a PATCH: None leaves it as it is, an empty string takes it away.

    JSON has both "not given" and ``null``; the hub's methods take None for the first.
    """
    value: str | None = getattr(body, field)
    return "" if value is None and field in body.model_fields_set else value
