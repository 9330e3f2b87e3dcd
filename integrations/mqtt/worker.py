"""What works off what a broker sends: announcements, states, and what happens, in order."""

import threading
import time
from queue import Empty, SimpleQueue
from secrets import token_hex
from typing import Any

from paho.mqtt.client import topic_matches_sub

from ova.core import OvaError
from ova.sdk import (
    Context,
    Event,
    NotReady,
)

from .broker import Broker
from .catalogue import COMPONENTS, thing_of
from .discovery import announced
from .templates import Unreadable
from .thing import Thing
from .told import MOST_THINGS, Told
from .triggers import Trigger

MARK_WITHIN_S = 3.0
"""A broker that does not let the hub send its mark has sent what is retained by then."""
SETTLED_WITHIN_S = 10.0
QUIET_S, CHANGED_FOR_S = 0.1, 1.0
"""New announcements are taken over when no other has come for so long, at the latest after the second."""
MOST_TOLD = 10_000
"""Characters of a message that is told as an event."""
MESSAGE = "mqtt.message"
_LEFT_OUT = ("diagnostic", "config")


class Worker(Told):
    """A thread that keeps the things of one broker. ``lock`` guards them."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        self.broker: Broker | None = None
        self._config = config
        self._prefix = config["discovery_prefix"].strip("/")
        self._mark_topic = f"{config['status_topic']}/{token_hex(4)}"
        self._kinds = frozenset(config["components"]) & frozenset(COMPONENTS)
        self._event_topics = [one.strip() for one in config["event_topics"] if one.strip()]
        self._answered = threading.Event()
        self._thread: threading.Thread | None = None
        self._queue: SimpleQueue[tuple[str, Any, bool]] = SimpleQueue()
        self._by_topic: dict[str, dict[str, Thing]] = {}
        """Things by the discovery topic that announces them."""
        self._listeners: dict[str, set[str]] = {}
        """Keys by the topic they listen to."""
        self._seen: set[str] | None = None
        """Discovery topics since the last look at all of them; None between looks."""
        self._all_seen = False
        self._declare_at = 0.0
        self._ends: dict[str, float] = {}
        """When what a thing told does not hold any more, by its key."""
        self._mark = ""
        self._mark_until = 0.0

    def look(self, ctx: Context) -> bool:
        """Connect, or have everything sent again; tell whether it came in time or the broker is away."""
        self.ctx = ctx
        self._answered.clear()
        if self.broker is None:
            self._start(ctx)
        else:
            self._queue.put(("look", None, False))
        return self._answered.wait(SETTLED_WITHIN_S)

    def close(self) -> None:
        """End the connection and the threads."""
        broker, self.broker = self.broker, None
        if broker is not None:
            broker.close()
        self._queue.put(("end", None, False))
        if self._thread is not None:
            self._thread.join()

    def _start(self, ctx: Context) -> None:
        broker = Broker(
            self._config,
            on_up=lambda: self._queue.put(("up", None, False)),
            on_down=lambda trouble: self._queue.put(("down", trouble, False)),
            on_message=lambda topic, payload, kept: self._queue.put((topic, payload, kept)),
            say=ctx.text,
            status_topic=self._config["status_topic"],
        )
        self._thread = threading.Thread(target=self._work, args=(broker,), name="mqtt", daemon=True)
        self.broker = broker
        self._thread.start()
        broker.start()

    # What follows runs in the thread.

    def _work(self, broker: Broker) -> None:
        while True:
            name, value, kept = self._next()
            if name == "end":
                return
            try:
                if name:
                    self._take(broker, name, value, kept)
                self._catch_up(broker, time.monotonic())
            except NotReady:  # unloaded in this very moment
                continue
            except Exception:
                if self.ctx is not None:  # one odd message must not end the link
                    self.ctx.logger.exception("a message of %s was not understood", name)

    def _next(self) -> tuple[str, Any, bool]:
        """Return what arrived, or nothing when something is due."""
        due = list(self._ends.values())
        if self._seen is not None:
            due.append(self._mark_until)
        elif self._changed_at is not None:
            due.append(self._declare_at)
        try:
            wait_s = max(0.0, min(due) - time.monotonic()) if due else None
            return self._queue.get(timeout=wait_s)
        except Empty:
            return "", None, False

    def _catch_up(self, broker: Broker, now: float) -> None:
        """Do what is due: a mark the broker keeps to itself, new things, values that do not last."""
        if self._seen is not None and now >= self._mark_until:
            self._settle(broker, self._mark)
        if self._seen is None and self._changed_at is not None and now >= self._declare_at:
            self._declare()
        for key in [key for key, end in self._ends.items() if end <= now]:
            del self._ends[key]
            with self.lock:
                thing = self.things.get(key)
                if thing is None:
                    continue
                thing.expire()
                shown, lasts_s = thing.shown, thing.lasts_s
            if lasts_s is not None and shown == "off":
                self._ends[key] = now + lasts_s
            self._tell(key, shown, {})

    def _take(self, broker: Broker, name: str, value: Any, kept: bool) -> None:
        if name == "up":
            self.trouble = None
            self._look(broker, self._listeners)
        elif name == "look":
            self._look(broker, ())
        elif name == "down":
            self._went_down(value)
        elif name == self._mark_topic:
            self._settle(broker, value.decode(errors="replace"))
        elif name.startswith(f"{self._prefix}/") and name.endswith("/config"):
            self._announce(broker, name, value)
        else:
            self._hear(name, value, kept)

    def _look(self, broker: Broker, topics: Any) -> None:
        """Have everything retained sent again; a mark behind it tells when all of it came."""
        if not broker.connected:
            self._answered.set()
            return
        self._seen = set()
        self._all_seen = False
        prefix = self._prefix
        broker.subscribe([self._mark_topic, f"{prefix}/+/+/config", f"{prefix}/+/+/+/config"])
        broker.subscribe([*topics, *self._event_topics])
        self._send_mark(broker)

    def _send_mark(self, broker: Broker) -> None:
        self._mark = token_hex(8)
        self._mark_until = time.monotonic() + MARK_WITHIN_S
        broker.tell(self._mark_topic, self._mark)

    def _settle(self, broker: Broker, mark: str) -> None:
        """Take a mark: the first follows the announcements, the second the states of their things."""
        if mark != self._mark or self._seen is None:
            return
        if not self._all_seen:
            self._all_seen = True
            if self._seen:  # a broker that forgot everything tells nothing about removals
                for topic in set(self._by_topic) - self._seen:
                    self._forget(topic)
            self._send_mark(broker)
            return
        self._seen = None
        self._declare()
        self._answered.set()

    def _went_down(self, trouble: OvaError) -> None:
        ctx = self.ctx
        if self.trouble is None and ctx is not None:
            ctx.logger.warning("%s", trouble)
        first, self.trouble = self.trouble is None, trouble
        self._seen = None
        self._answered.set()
        if first and ctx is not None:
            ctx.entities.unavailable(str(trouble))

    def _announce(self, broker: Broker, topic: str, payload: bytes) -> None:
        if self._seen is not None and payload:
            self._seen.add(topic)
        try:
            new = {
                one.key: thing_of(one)
                for one in announced(self._prefix, topic, payload)
                if self._is_wanted(one.component, one.options)
            }
            self.problems.pop(topic, None)
        except Unreadable as error:
            self._note(topic, str(error))
            new = {}
        if len(self.things) + len(new) > MOST_THINGS:
            self._note(topic, f"there are more than {MOST_THINGS} things")
            return
        old = self._by_topic.get(topic, {})
        same = old.keys() == new.keys()
        if same and all(old[key].announcement == new[key].announcement for key in new):
            return
        for key, thing in new.items():
            earlier = old.get(key)
            if earlier is not None and type(earlier) is type(thing):
                thing.continue_from(earlier)
        self._forget(topic)
        with self.lock:
            for key, thing in new.items():
                self.things[key] = thing
                for listened in thing.topics:
                    self._listeners.setdefault(listened, set()).add(key)
            if new:
                self._by_topic[topic] = new
        self._note_change()
        broker.subscribe(sorted({listened for thing in new.values() for listened in thing.topics}))

    def _is_wanted(self, component: str, options: Any) -> bool:
        if component not in self._kinds or options.get("enabled_by_default") is False:
            return False
        keep_all = self._config["diagnostic_entities"] or component == "device_automation"
        return keep_all or options.get("entity_category") not in _LEFT_OUT

    def _forget(self, topic: str) -> None:
        gone = self._by_topic.pop(topic, {})
        with self.lock:
            for key, thing in gone.items():
                if self.things.get(key) is thing:
                    del self.things[key]
                for listened in thing.topics:
                    keys = self._listeners.get(listened, set())
                    keys.discard(key)
                    if not keys:
                        self._listeners.pop(listened, None)
                        if self.broker is not None:
                            self.broker.unsubscribe([listened])
        if gone:
            self._note_change()

    def _note_change(self) -> None:
        now = time.monotonic()
        self._changed_at = now if self._changed_at is None else self._changed_at
        self._declare_at = min(now + QUIET_S, self._changed_at + CHANGED_FOR_S)

    def _hear(self, topic: str, payload: bytes, kept: bool) -> None:
        try:
            text = payload.decode()
        except UnicodeDecodeError:
            return  # a picture, say
        if not kept and any(topic_matches_sub(one, topic) for one in self._event_topics):
            self._emit(Event(MESSAGE, None, {"topic": topic, "payload": text[:MOST_TOLD]}))
        for key in sorted(self._listeners.get(topic, ())):
            with self.lock:
                thing = self.things[key]
                old = dict(thing.attributes)
                try:
                    if isinstance(thing, Trigger):
                        event = None if kept else thing.happened(topic, text)
                        if event is not None:
                            self._emit(event)
                        continue
                    changed = thing.receive(topic, text)
                    self.problems.pop(f"{topic} for {key}", None)
                except Unreadable as error:
                    self._note(f"{topic} for {key}", str(error))
                    continue
                now = thing.now()
            if thing.lasts_s is not None and thing.tells_by(topic):
                self._ends[key] = time.monotonic() + thing.lasts_s
            elif thing.lasts_s is None:
                self._ends.pop(key, None)
            if changed:
                told = {k: v for k, v in now.attributes.items() if k not in old or old[k] != v}
                self._tell(key, now.state, told)
