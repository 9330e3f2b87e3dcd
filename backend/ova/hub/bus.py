"""What the hub tells anyone who watches: the live stream behind ``/ui``."""

import logging
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Any

log = logging.getLogger(__name__)


class NewsKind(StrEnum):
    """Every kind of news."""

    RUN_EVENT = "run_event"
    ENTITY = "entity"
    ENTITY_REMOVED = "entity_removed"
    TIMER = "timer"
    SCHEDULE = "schedule"
    ROUTINE = "routine"
    LIST = "list"
    LIST_REMOVED = "list_removed"
    ANNOUNCEMENT = "announcement"
    SATELLITE = "satellite"
    ONBOARDING = "onboarding"
    SATELLITE_REMOVED = "satellite_removed"
    SATELLITE_GROUP = "satellite_group"
    SATELLITE_GROUP_REMOVED = "satellite_group_removed"
    SATELLITE_LEVEL = "satellite_level"
    SATELLITE_LOG = "satellite_log"
    PAIRING = "pairing"
    DISCOVERED = "discovered"
    PLUGIN = "plugin"
    MODEL = "model"
    MODELS = "models"
    WAKE_WORD_LIST = "wake_word_list"
    INTEGRATION_EVENT = "integration_event"
    RUN = "run"
    RUN_CHANGED = "run_changed"
    RUN_REMOVED = "run_removed"
    ISSUE = "issue"
    LOG = "log"
    HUB_LOG = "hub_log"
    LOG_LEVELS = "log_levels"
    SETTINGS = "settings"
    PLACES = "places"
    NAME_FAULTS = "name_faults"
    SKILL_TEXT = "skill_text"
    GRAMMAR = "grammar"
    PERSON = "person"
    TOKEN = "token"  # noqa: S105 - a kind of news, not a password
    BACKUP = "backup"


Subscriber = Callable[[str, dict[str, Any]], None]


class NewsBus:
    """Passes news on to subscribers; a subscriber's fault is logged and harms no one."""

    def __init__(self) -> None:
        self._subscribers: tuple[Subscriber, ...] = ()
        self._lock = threading.Lock()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber(kind, payload)`` with all later news; the result ends that."""
        with self._lock:
            self._subscribers = (*self._subscribers, subscriber)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(one for one in self._subscribers if one is not subscriber)

        return unsubscribe

    def publish(self, kind: NewsKind, payload: dict[str, Any]) -> None:
        """Pass news on."""
        for subscriber in self._subscribers:
            try:
                subscriber(kind.value, payload)
            except Exception:
                log.exception("A subscriber to the hub's news failed")
