"""The class style of an integration: everything declared as attributes."""

import inspect
from collections.abc import Awaitable, Sequence
from typing import Any, ClassVar

from ova.core import NotFound
from ova.sdk.specs import Action, ActionSpec, EventSpec, SecretSpec


class BaseIntegration:
    """An integration that needs no ``build_integration``: the hub makes one object of the class.

    It is made with its secrets as keyword arguments: ``Telegram(bot_token=...)``.
    """

    name: ClassVar[str] = ""
    key: ClassVar[str] = ""
    """The integration's id."""
    version: ClassVar[str] = "1.0.0"
    description: ClassVar[str] = ""
    secrets: ClassVar[Sequence[SecretSpec]] = ()
    actions: ClassVar[Sequence[ActionSpec]] = ()
    events: ClassVar[Sequence[EventSpec]] = ()

    def execute(self, action: Action) -> Any | Awaitable[Any]:
        """Carry out an action after checking its payload.

        Raises NotFound for an unknown type and pydantic's ValidationError for a payload that does not
        fit. What an ``async def`` handler returns must be awaited.
        """
        for spec in self.actions:
            if spec.name == action.type:
                handler = getattr(self, spec.handler)
                if spec.model is None:
                    return handler()
                return handler(spec.model.model_validate(dict(action.payload)))
        known = ", ".join(spec.name for spec in self.actions) or "none"
        raise NotFound(
            f"{self.name or type(self).__name__} has no action {action.type!r}.",
            cure=f"Its actions are: {known}.",
        )


def is_integration_class(value: object) -> bool:
    """Tell whether something is a class derived from BaseIntegration."""
    return (
        inspect.isclass(value)
        and issubclass(value, BaseIntegration)
        and value is not BaseIntegration
    )
