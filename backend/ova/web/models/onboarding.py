"""Forms of the first run."""

from typing import Literal

from pydantic import BaseModel, Field

from ova.web.models.common import Body

StepId = Literal["home", "rooms", "speech", "microphone", "command"]
StepState = Literal["open", "done", "skipped"]


class OnboardingStep(BaseModel):
    """A step of the first run."""

    id: StepId
    state: StepState


class OnboardingModel(BaseModel):
    """How far the first run has come."""

    steps: list[OnboardingStep] = Field(description="In the order they are asked in.")
    current: StepId | None = Field(description="The first open step; null when it is finished.")
    finished: bool


class OnboardingPatch(Body):
    """What became of steps; what is left out stays."""

    steps: dict[StepId, StepState] = Field(default={})
    finished: bool | None = Field(
        None, description="True leaves the open steps; false goes on with them."
    )
