"""Forms of kept sound."""

from typing import Any

from pydantic import BaseModel, Field


class Deleted(BaseModel):
    """How much was deleted."""

    deleted: int


class MeantModel(BaseModel):
    """One command of a sentence."""

    intent: str
    skill: str
    slots: dict[str, Any]


class HeardModel(BaseModel):
    """What was heard and understood."""

    text: str
    confidence: float
    commands: list[MeantModel]
    reason: str = Field(description="Why nothing was understood; empty on success.")


class Replayed(BaseModel):
    """A run heard again."""

    run_id: str
    changed: bool = Field(description="Whether other words or commands came out.")
    before: HeardModel
    now: HeardModel
