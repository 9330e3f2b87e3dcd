"""One announced thing: what it reads, what it is doing, and what a command publishes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ova.sdk import Device, EntityState

from .discovery import Announcement
from .options import Options
from .payloads import json_object
from .refused import Refused
from .templates import Template

UNKNOWN = "unknown"

UNAVAILABLE = "unavailable"

MOST_ATTRIBUTES = 100


@dataclass(frozen=True, slots=True)
class Publication:
    """A message to send."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a message or a command changes; a state of None stays, an attribute of None goes."""

    state: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """What a service publishes, and what the thing is doing then if nobody tells."""

    publications: list[Publication]
    expected: Change = field(default_factory=Change)


Take = Callable[[str], Change | None]


@dataclass(frozen=True, slots=True)
class _Availability:
    topic: str
    template: Template | None
    yes: str
    no: str

    def read(self, payload: str) -> bool | None:
        told = self.template.read(payload) if self.template else payload
        return {self.yes: True, self.no: False}.get(told)


class Thing:
    """A thing of one component. Subclasses say what they read and how they are commanded."""

    domain: ClassVar[str] = "sensor"
    is_entity: ClassVar[bool] = True
    """Whether it is shown in the home; a button of a remote control only tells when it is pressed."""

    def __init__(self, announcement: Announcement) -> None:
        """Raises Unreadable for an announcement that cannot be used."""
        options = Options(announcement.options)
        self.key = announcement.key
        self.announcement = announcement
        self.options = options
        self.device = options.part("device")
        self.state = UNKNOWN
        self.attributes: dict[str, Any] = {}
        self.optimistic = options.flag("optimistic")
        self.qos = min(2, max(0, int(options.number("qos", 0))))
        self.retain = options.flag("retain")
        self._reads: dict[str, list[tuple[Template | None, Take]]] = {}
        self._told: set[str] = set()
        self._availability = _availability(options)
        self._mode = options.text("availability_mode", "latest")
        self._present: dict[str, bool] = {}
        self._latest = not self._availability
        self._more: frozenset[str] = frozenset()
        self.lasts_s: float | None = None
        """For how many seconds what was told holds; None: until something else is told."""
        self.set_up(options)
        more = options.template("json_attributes_template")
        self.listen(options.topic("json_attributes_topic"), more, self._take_more)

    def set_up(self, options: Options) -> None:
        """Read the component's own options."""

    def command(self, service: str, data: dict[str, Any]) -> Command:  # noqa: ARG002 - for subclasses
        """Return what a service publishes. Raises Refused."""
        raise Refused("nothing_to_control")

    @property
    def topics(self) -> set[str]:
        """What it listens to."""
        return {*self._reads, *(one.topic for one in self._availability)}

    def expire(self) -> None:
        """Take over that what was told does not hold any more."""
        self.state = UNAVAILABLE

    def unheard(self, change: Change) -> Change:
        """Return the part of a change that nobody will tell after a command."""
        if self.optimistic:
            return change
        left = {k: v for k, v in change.attributes.items() if k not in self._told}
        return Change(None if "state" in self._told else change.state, left)

    @property
    def available(self) -> bool:
        """Whether it can be reached, as far as it told."""
        if not self._availability or self._mode == "latest":
            return self._latest
        present = (self._present.get(one.topic, False) for one in self._availability)
        return any(present) if self._mode == "any" else all(present)

    @property
    def name(self) -> str:
        """What people say; the device's name leads."""
        device = self.device.text("name").strip()
        own = self.options.text("name").strip()
        if not own and not device:
            return self.key.partition(".")[2].replace("_", " ").replace("/", " ")
        if not own:
            kind = self.options.text("device_class").replace("_", " ").capitalize()
            own = kind if self.domain in ("sensor", "binary_sensor") else ""
        if device and not own.casefold().startswith(device.casefold()):
            own = f"{device} {own}".strip()
        return own[:255]

    @property
    def shown(self) -> str:
        """The state people are told."""
        return self.state if self.available else UNAVAILABLE

    def declared(self) -> Device:
        """Return it as a device of the home."""
        return Device(
            key=self.key,
            name=self.name,
            domain=self.domain,
            area=self.device.text("suggested_area").strip() or None,
            device_class=self.options.text("device_class") or None,
            state=self.shown,
            attributes=dict(self.attributes),
        )

    def listen(self, topic: str, template: Template | None, take: Take, *tells: str) -> None:
        """Give what arrives at a topic, read with a template, to ``take``; no topic, no reading.

        ``tells`` are the attributes, or ``state``, it will be told by.
        """
        if topic:
            self._reads.setdefault(topic, []).append((template, take))
            self._told.update(tells)

    def tells_by(self, topic: str) -> bool:
        """Tell whether a message of a topic says what it is doing, not just that it is there."""
        return topic in self._reads

    def receive(self, topic: str, payload: str) -> bool:
        """Take a message of one of its topics; return whether anything changed. Raises Unreadable."""
        before = self.shown, dict(self.attributes)
        for one in self._availability:
            present = one.read(payload) if one.topic == topic else None
            if present is not None:
                self._present[topic] = self._latest = present
        for template, take in self._reads.get(topic, ()):
            change = take(template.read(payload) if template else payload)
            if change is not None:
                self.apply(change)
        return (self.shown, self.attributes) != before

    def apply(self, change: Change) -> None:
        """Take a change over."""
        if change.state is not None:
            self.state = change.state
        self.attributes.update(change.attributes)

    def now(self) -> EntityState:
        """Return what it is doing."""
        return EntityState(self.shown, dict(self.attributes))

    def _take_more(self, told: str) -> Change:
        """Take the values a device tells beside its state; those the thing has itself go first."""
        values = json_object(told)
        own = self._told | (self.attributes.keys() - self._more)
        kept = {name: value for name, value in values.items() if name not in own}
        kept = dict(list(kept.items())[:MOST_ATTRIBUTES])
        gone, self._more = self._more - kept.keys(), frozenset(kept)
        return Change(None, {**dict.fromkeys(gone), **kept})

    def continue_from(self, earlier: "Thing") -> None:
        """Take over what an earlier announcement of the same thing heard."""
        self.state = earlier.state
        self.attributes = {**earlier.attributes, **self.attributes}
        self._more = earlier._more
        self._present, self._latest = earlier._present, earlier._latest or self._latest


def _availability(options: Options) -> list[_Availability]:
    rows = options.parts("availability")
    if options.topic("availability_topic"):
        rows = [options, *rows]
    return [
        _Availability(
            row.topic("availability_topic" if row is options else "topic", needed=True),
            row.template("availability_template" if row is options else "value_template"),
            row.text("payload_available", "online"),
            row.text("payload_not_available", "offline"),
        )
        for row in rows
    ]
