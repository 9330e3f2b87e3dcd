"""What rings, what is said about it, and how it is silenced."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from ova.core import Conflict, PlanKind, Schedule
from ova.hub.texts import hub_texts
from ova.language import Replies, duration_words
from ova.schedule import Planner, Timers, is_running

_KINDS = frozenset(PlanKind)


class Ringing:
    """The timers and plans that ring, as satellites and people see them."""

    def __init__(
        self,
        timers: Timers,
        planner: Planner,
        language: Callable[[], str],
        zone: Callable[[], tzinfo],
        person_name: Callable[[str], str] = lambda _person_id: "",
    ) -> None:
        """``language`` and ``zone`` give the home's language and time zone.

        ``person_name`` gives what somebody is called who is to be named, else nothing.
        """
        self._timers = timers
        self._planner = planner
        self._language = language
        self._zone = zone
        self._person_name = person_name

    def all(self) -> list[Schedule]:
        """Return what rings now."""
        return [*self._timers.ringing(), *self._planner.ringing()]

    def silence(self, satellite_id: str | None, item_id: str | None = None) -> None:
        """Stop one thing that rings on a satellite, or all of them; None: on whichever."""
        for item in self.all():
            if item.rings_on(satellite_id) and item_id in (None, item.id):
                self.stop(item)

    def snooze(self, satellite_id: str, item_id: str) -> Schedule:
        """Have something that rings on a satellite ring again later; return it.

        Raises Conflict for what does not ring there or is no alarm or reminder, StorageError.
        """
        for item in self.all():
            if item.id == item_id and item.rings_on(satellite_id) and item.kind in _KINDS:
                return self._planner.snooze(item_id)
        raise Conflict(
            "It does not ring here.",
            cure="Only alarms and reminders that ring can be snoozed.",
            code="not_ringing",
        )

    def stop(self, item: Schedule) -> None:
        """Stop something that rings; what has ended by itself meanwhile is left so."""
        if item.kind in _KINDS:
            self._planner.stop_ringing(plan_id=item.id)
        else:
            self._timers.stop_ringing(item.id)

    def text(self, item: Schedule, language: str = "") -> str:
        """Return the words for something that rings, in the home's language unless one is given."""
        spoken = language or self._language()
        texts = hub_texts(spoken)
        if item.kind in _KINDS:
            return self._plan_text(item, texts)
        if item.late:
            return texts.render("timer_late")
        if item.name:
            return texts.render("timer_done_named", name=item.name)
        length = duration_words(item.duration_s, spoken)
        return texts.render("timer_done_length", length=length)

    def _plan_text(self, plan: Schedule, texts: Replies) -> str:
        time = f"{datetime.fromtimestamp(plan.due_at, self._zone()):%H:%M}"
        what = plan.data.get("text") or plan.name or ""
        trouble = plan.data.get("trouble")
        key = trouble or ("late" if plan.late else "now")
        if plan.kind == PlanKind.ALARM and plan.name:
            key += "_named"
        words = plan.data.get("words", "")
        text = texts.render(f"{plan.kind}_{key}", time=time, text=what, name=what, words=words)
        whose = plan.data.get("person") if plan.kind == PlanKind.REMINDER else None
        return addressed(text, self._person_name(whose)) if whose else text


def addressed(text: str, name: str) -> str:
    """Return a sentence that is told to somebody by name: "Anna, here is your reminder"."""
    if not name:
        return text
    first, _, rest = text.partition(" ")
    if first != "I":
        text = f"{first[:1].lower()}{first[1:]} {rest}"
    return f"{name[:1].upper()}{name[1:]}, {text}"


def rings(item: Schedule) -> bool:
    """Tell whether something that is due makes a sound: not while it is being carried out."""
    return not is_running(item)
