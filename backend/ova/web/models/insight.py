"""Forms of what can be seen of an integration: its log, its quality."""

from typing import Literal

from pydantic import BaseModel, Field, RootModel


class LogQuery(BaseModel):
    """Which lines of a log."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "debug", description="Lines of this level and above."
    )
    limit: int = Field(200, ge=1, le=500)
    before: int | None = Field(None, ge=1, le=2**62, description="Only those with a lower seq.")


class LogLineModel(BaseModel):
    """One line."""

    seq: int
    integration: str
    at: float
    level: str
    text: str


class LogLines(RootModel[list[LogLineModel]]):
    """Lines, newest first."""


class RuleModel(BaseModel):
    """One rule."""

    rule: str
    tier: str
    wanted: str
    status: str = Field(description="'done', 'todo' or 'exempt'.")
    reasons: list[str] = Field(description="What is to do, or why it is exempt.")


class QualityModel(BaseModel):
    """How good an integration is."""

    tier: str
    faults: list[str] = Field(description="What does not work: with any the tier is none.")
    rules: list[RuleModel]
