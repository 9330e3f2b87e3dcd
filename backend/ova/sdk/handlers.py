"""The handler style of an integration: ``config.json`` declares, classes or functions do."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ova.sdk.context import Context
from ova.sdk.errors import ConfigurationError

Handler = TypeVar("Handler")
ExecutionContext = Context


class ActionHandler(ABC):
    """Carries out one action."""

    @abstractmethod
    def execute(self, inputs: dict[str, Any], context: Context) -> Any:
        """Carry it out with checked inputs; plain or ``async``."""


class PollingTriggerHandler(ABC):
    """Looks for news from time to time."""

    @abstractmethod
    def poll(self, inputs: dict[str, Any], last_poll_ts: str | None, context: Context) -> Any:
        """Return the news as a list of ``{"id": ..., "data": {...}}``; plain or ``async``.

        ``last_poll_ts`` is when the last successful poll began, in seconds since the epoch as a text.
        """


class Integration:
    """The integration a ``config.json`` describes; handlers are hung on it with decorators."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds ``config.json``; it is read when the hub loads the integration."""
        self.folder = folder
        self.action_handlers: dict[str, Any] = {}
        self.polling_handlers: dict[str, Any] = {}

    @classmethod
    def load(cls, config_path: str | Path | None = None) -> "Integration":
        """Return the integration whose ``config.json`` lies beside the calling file."""
        if config_path is not None:
            return cls(Path(config_path).parent)
        return cls(Path(sys._getframe(1).f_code.co_filename).parent)

    def action(self, name: str) -> Callable[[Handler], Handler]:
        """Mark a function, or a class derived from ActionHandler, as what carries out an action."""
        return self._hang(self.action_handlers, name, "action")

    def polling_trigger(self, name: str) -> Callable[[Handler], Handler]:
        """Mark a function, or a class derived from PollingTriggerHandler, as what polls."""
        return self._hang(self.polling_handlers, name, "polling trigger")

    async def execute_action(self, name: str, inputs: Mapping[str, Any], context: Any) -> Any:
        """Run an action in a test, inside ``async with ova.testing.ExecutionContext(auth=...)``."""
        return await context.run_action(self, name, inputs)

    async def execute_polling_trigger(
        self, name: str, inputs: Mapping[str, Any], last_poll_ts: str | None, context: Any
    ) -> Any:
        """Poll once in a test, as ``execute_action`` does."""
        return await context.run_poll(self, name, inputs, last_poll_ts)

    def _hang(self, handlers: dict[str, Any], name: str, noun: str) -> Callable[[Handler], Handler]:
        def mark(handler: Handler) -> Handler:
            if name in handlers:
                raise ConfigurationError(
                    f"The {noun} {name!r} has two handlers.", cure="Remove or rename one of them."
                )
            handlers[name] = handler
            return handler

        return mark
