"""The integration's object: it declares the house and carries out commands on it."""

from collections.abc import Iterable
from typing import Any

from ova.sdk import ActionError, Context, Device, Entity, EntityState, control

from .behaviour import BEHAVIOURS, Refused
from .house import HOUSE


class DemoHome:
    """A house that exists only in the hub; the hub remembers what everything is doing."""

    def entities(self, ctx: Context) -> Iterable[Device]:  # noqa: ARG002 - the contract's shape
        """Return everything in the house."""
        return HOUSE

    def health(self, ctx: Context) -> tuple[str, str]:
        """Tell how many things there are: nothing can go wrong here."""
        return "ok", ctx.text("card.things", count=len(HOUSE))

    @control
    def act(self, entity: Entity, service: str, data: dict[str, Any], ctx: Context) -> EntityState:
        """Carry out a service as the real thing would."""
        behave = BEHAVIOURS.get(entity.domain)
        if behave is None:
            raise ActionError(ctx.text("errors.nothing_to_control"))
        ctx.logger.info("%s: %s %s", entity.name, service, data)
        try:
            return behave(entity, service, data)
        except Refused as refused:
            raise ActionError(
                ctx.text(f"errors.{refused.key}", **refused.fields),
                cure=ctx.text(f"cures.{refused.key}", **refused.fields),
            ) from None
