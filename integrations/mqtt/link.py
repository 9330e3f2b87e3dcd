"""The integration's object: what a broker announces, and control over it."""

from queue import Empty, SimpleQueue
from typing import Any

from pydantic import BaseModel, Field

from ova.core import OvaError
from ova.sdk import (
    ActionError,
    ActionResult,
    Context,
    Entity,
    EntityState,
    NotReady,
    action,
    control,
)

from .broker import Broker
from .refused import Refused
from .templates import Unreadable
from .thing import Command, Thing
from .worker import SETTLED_WITHIN_S, Worker


class Message(BaseModel):
    """What the action ``publish`` takes."""

    topic: str = Field(
        min_length=1, max_length=1_000, pattern=r"^[^#+\x00]+$", description="Where it is sent"
    )
    payload: str = Field("", max_length=100_000, description="What is sent")
    retain: bool = Field(False, description="The broker keeps it for those who come later")


class Mqtt:
    """A broker's things."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = dict(config)
        self._worker = Worker(self._config)

    def test_connection(self, ctx: Context) -> str:
        """Connect once. Raises NotReady, AuthFailed or ConfigurationError."""
        told: SimpleQueue[OvaError | None] = SimpleQueue()
        broker = Broker(
            self._config,
            on_up=lambda: told.put(None),
            on_down=told.put,
            on_message=lambda _topic, _payload, _kept: None,
            say=ctx.text,
        )
        broker.start()
        try:
            trouble = told.get(timeout=SETTLED_WITHIN_S)
        except Empty:
            raise NotReady(
                ctx.text("errors.too_slow"), cure=ctx.text("errors.look_at", where=broker.where)
            ) from None
        finally:
            broker.close()
        if trouble is not None:
            raise trouble
        return ctx.text("says.connected", where=broker.where)

    def entities(self, ctx: Context) -> None:
        """Declare what is announced, now and from now on. Raises NotReady or AuthFailed."""
        if not self._worker.look(ctx):
            raise NotReady(ctx.text("errors.too_slow"), cure=ctx.text("errors.tried_again"))
        trouble = self._worker.trouble
        if trouble is not None:
            raise trouble

    @control
    def act(self, entity: Entity, service: str, data: dict[str, Any], ctx: Context) -> Any:
        """Publish what a service stands for; return the new state if nobody will tell it."""
        key = ctx.entities.key(entity)
        with self._worker.lock:
            thing = self._worker.things.get(key)
            if thing is None or self._worker.broker is None:
                raise NotReady(ctx.text("errors.not_announced", name=entity.name))
            if not thing.available:
                raise ActionError(ctx.text("errors.unavailable"))
            try:
                command = thing.command(service, data)
            except Unreadable as error:
                raise ActionError(ctx.text("errors.odd", reason=error)) from None
            except Refused as refused:
                raise ActionError(
                    ctx.text(f"errors.{refused.key}", **refused.fields),
                    cure=ctx.text("errors.colors", **refused.fields) if refused.fields else "",
                ) from None
            broker = self._worker.broker
        for sent in command.publications:
            broker.publish(sent.topic, sent.payload, qos=thing.qos, retain=thing.retain)
        return self._expected(thing, command)

    @action(
        description="Send an MQTT message",
        changes="anything",
        output={
            "type": "object",
            "required": ["topic"],
            "properties": {"topic": {"type": "string"}},
        },
    )
    def publish(self, message: Message, ctx: Context) -> ActionResult:
        """Send a message to any topic."""
        if self._worker.broker is None:
            raise NotReady(ctx.text("errors.not_connected"))
        self._worker.broker.publish(message.topic, message.payload, qos=1, retain=message.retain)
        return ActionResult({"topic": message.topic}, message=ctx.text("says.sent"))

    def health(self, ctx: Context) -> tuple[str, str]:
        """Tell how many things there are, or that the broker is away."""
        if self._worker.broker is None or not self._worker.broker.connected:
            return "bad", ctx.text("card.away")
        with self._worker.lock:
            things = sum(thing.is_entity for thing in self._worker.things.values())
        if self._worker.problems:
            return "warn", ctx.text("card.problems", count=len(self._worker.problems))[:20]
        return "ok", ctx.text("card.things", count=things)

    def diagnostics(self, ctx: Context) -> dict[str, Any]:  # noqa: ARG002 - the contract's shape
        """Return what helps to find a fault."""
        with self._worker.lock:
            return {
                "broker": self._worker.broker.where if self._worker.broker else "",
                "connected": self._worker.broker is not None and self._worker.broker.connected,
                "trouble": str(self._worker.trouble or ""),
                "things": {
                    key: {"topics": sorted(thing.topics), "state": thing.shown}
                    for key, thing in self._worker.things.items()
                },
                "announcements_not_used": dict(self._worker.problems),
            }

    def unload(self) -> None:
        """End the connection and the threads."""
        self._worker.close()

    def _expected(self, thing: Thing, command: Command) -> EntityState | None:
        with self._worker.lock:
            change = thing.unheard(command.expected)
            if change.state is None and not change.attributes:
                return None
            thing.apply(change)
            return EntityState(thing.state, change.attributes)
