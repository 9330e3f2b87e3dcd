"""What rings, what is said about it, and how it is silenced."""

from collections.abc import Callable

from ova.core import Schedule
from ova.hub.texts import hub_texts
from ova.language import duration_words
from ova.schedule import Timers


class Ringing:
    """The timers that ring, as satellites and people see them."""

    def __init__(self, timers: Timers, language: Callable[[], str]) -> None:
        """``language`` gives the home's language."""
        self._timers = timers
        self._language = language

    def all(self) -> list[Schedule]:
        """Return the timers that ring now."""
        return self._timers.ringing()

    def silence(self, satellite_id: str, timer_id: str | None) -> None:
        """Stop one timer that rings on a satellite, or all of them."""
        for timer in self.all():
            mine = timer.satellite_id in (None, satellite_id)
            if mine and timer_id in (None, timer.id):
                self._timers.stop_ringing(timer.id)

    def text(self, timer: Schedule) -> str:
        """Return the words for a timer that rings."""
        texts = hub_texts(self._language())
        if timer.late:
            return texts.render("timer_late")
        if timer.name:
            return texts.render("timer_done_named", name=timer.name)
        length = duration_words(timer.duration_s, self._language())
        return texts.render("timer_done_length", length=length)
