"""How far the first run has come: kept here, so that another browser goes on where one was."""

import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from ova.core import InvalidInput
from ova.storage import Settings as SettingsTable

KEY = "onboarding"


class OnboardingStep(StrEnum):
    """What a new home is asked for, in order."""

    HOME = "home"
    ROOMS = "rooms"
    SPEECH = "speech"
    MICROPHONE = "microphone"
    COMMAND = "command"


class StepState(StrEnum):
    """What became of a step."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class Onboarding:
    """The steps of the first run; a home whose owner was made earlier is through with them."""

    def __init__(self, table: SettingsTable, on_change: Callable[[dict[str, Any]], None]) -> None:
        """``on_change`` is told the wire form after every change."""
        self._table = table
        self._on_change = on_change
        self._changing = threading.Lock()
        stored = table.get(KEY)
        self._finished = bool(stored["finished"]) if stored else True
        self._steps = _steps(stored["steps"] if stored else {})

    def state(self) -> dict[str, Any]:
        """Return the wire form: ``steps`` in order, ``current`` (None at the end), ``finished``."""
        steps = self._steps
        current = next((step for step, state in steps.items() if state is StepState.OPEN), None)
        return {
            "steps": [{"id": step, "state": state} for step, state in steps.items()],
            "current": None if self._finished else current,
            "finished": self._finished,
        }

    def begin(self) -> None:
        """A home has got its owner: everything is still to be asked. Raises StorageError."""
        self._keep(dict.fromkeys(OnboardingStep, StepState.OPEN), finished=False)

    def update(self, steps: Mapping[str, str], finished: bool | None = None) -> dict[str, Any]:
        """Take note of what became of some steps, or that the rest is left; return the wire form.

        It is finished as soon as no step is open, and stays so unless ``finished`` is False. Raises InvalidInput, StorageError.
        """
        try:
            changed = {OnboardingStep(step): StepState(state) for step, state in steps.items()}
        except ValueError as error:
            raise InvalidInput(
                "There is no such step, or it cannot become that.",
                cure=f"Steps: {', '.join(OnboardingStep)}; they are {', '.join(StepState)}.",
            ) from error
        with self._changing:
            merged = {**self._steps, **changed}
            through = self._finished or StepState.OPEN not in merged.values()
            self._keep(merged, finished=through if finished is None else finished)
        return self.state()

    def _keep(self, steps: Mapping[OnboardingStep, StepState], *, finished: bool) -> None:
        self._table.set(KEY, {"steps": dict(steps), "finished": finished})
        self._steps, self._finished = dict(steps), finished
        self._on_change(self.state())


def _steps(stored: Mapping[str, str]) -> dict[OnboardingStep, StepState]:
    known = set(StepState)
    return {
        step: StepState(stored[step]) if stored.get(step) in known else StepState.OPEN
        for step in OnboardingStep
    }
