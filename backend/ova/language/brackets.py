"""Faults in the writing of a template, each with the character it is at."""

from typing import NamedTuple

NESTING_LIMIT = 40

_GROUPS = {"(": ")", "[": "]"}
_NAMES = {"{": "}", "<": ">"}
_CLOSING = {closing: opening for opening, closing in {**_GROUPS, **_NAMES}.items()}


class WritingFault(NamedTuple):
    """What is wrong, and the index of the character it is wrong at."""

    at: int
    reason: str


def writing_fault(template: str, *, whole: bool = True) -> WritingFault | None:
    """Return the first fault of a template's brackets, or None.

    Faults are brackets that are not closed, close nothing, hold nothing or are nested too deep, an
    empty part of a permutation, and a backslash with nothing behind it; also an empty alternative
    of a ``whole`` sentence, as opposed to one of a rule. An empty alternative inside brackets is
    none: "light(|s)" is "light[s]".
    """
    return _Scan(template, whole).run()


def permutation_at(template: str, parts: int) -> int | None:
    """Return the index at which the first permutation of at least so many parts starts."""
    starts, counts = [0], [1]
    for at, sign in enumerate(template):
        if sign in _GROUPS:
            starts.append(at)
            counts.append(1)
        elif sign == ";":
            counts[-1] += 1
            if counts[-1] >= parts:
                return starts[-1]
        elif sign in ")]" and len(starts) > 1:
            starts.pop()
            counts.pop()
    return None


class _Open:
    """A group whose end is still to come."""

    __slots__ = ("at", "empty_part", "holds", "part_from", "permutes", "sign")

    def __init__(self, at: int, sign: str) -> None:
        self.at = at
        self.sign = sign
        self.holds = False
        """Whether any part holds anything."""
        self.part_from = at + 1
        self.permutes = False
        self.empty_part = -1
        """Index at the end of the first part that holds nothing."""

    def end_part(self, template: str, at: int) -> None:
        if at > self.part_from and (self.sign or template[self.part_from : at].strip()):
            self.holds = True
        elif self.empty_part < 0:
            self.empty_part = at
        self.part_from = at + 1


class _Scan:
    def __init__(self, template: str, whole: bool) -> None:
        self._template = template
        self._whole = whole
        self._open = [_Open(-1, "")]

    def run(self) -> WritingFault | None:
        """Go through the template once."""
        at = 0
        while at < len(self._template):
            sign = self._template[at]
            step = 1
            if sign == "\\":
                if at + 1 == len(self._template):
                    return WritingFault(at, "the backslash at the end escapes nothing")
                step = 2
            elif sign in _NAMES:
                end = self._end_of_name(at)
                if end is None:
                    return WritingFault(at, f"{sign!r} is never closed")
                if not self._template[at + 1 : end].strip():
                    return WritingFault(at, f"'{sign}{_NAMES[sign]}' names nothing")
                step = end + 1 - at
            elif fault := self._group_sign(at, sign):
                return fault
            at += step
        if len(self._open) > 1:
            last = self._open[-1]
            return WritingFault(last.at, f"{last.sign!r} is never closed")
        return self._sentence_ended()

    def _group_sign(self, at: int, sign: str) -> WritingFault | None:
        """Take a character that may open, part or close a group."""
        top = self._open[-1]
        if sign in _GROUPS:
            if len(self._open) > NESTING_LIMIT:
                return WritingFault(at, f"its brackets are nested deeper than {NESTING_LIMIT}")
            self._open.append(_Open(at, sign))
        elif sign in "|;":
            top.permutes = top.permutes or sign == ";"
            top.end_part(self._template, at)
        elif sign in _CLOSING:
            opening = _CLOSING[sign]
            if top.sign != opening:
                if any(one.sign == opening for one in self._open):
                    return WritingFault(top.at, f"{top.sign!r} is never closed")
                return WritingFault(at, f"{sign!r} closes nothing")
            self._open.pop()
            top.end_part(self._template, at)
            if not top.holds:
                return WritingFault(top.at, f"'{top.sign}{sign}' holds nothing")
            if top.permutes and top.empty_part >= 0:
                return WritingFault(top.empty_part, "a part of its ';' is empty")
        return None

    def _sentence_ended(self) -> WritingFault | None:
        whole = self._open[0]
        whole.end_part(self._template, len(self._template))
        if whole.empty_part < 0 or not (self._whole or whole.permutes):
            return None
        part = "a part of its ';'" if whole.permutes else "one of its alternatives"
        return WritingFault(min(whole.empty_part, len(self._template) - 1), f"{part} is empty")

    def _end_of_name(self, at: int) -> int | None:
        closing = _NAMES[self._template[at]]
        for place in range(at + 1, len(self._template)):
            if self._template[place] == closing:
                return place
            if self._template[place] in "(){}[]<>|;" and closing != self._template[place]:
                return None
        return None
