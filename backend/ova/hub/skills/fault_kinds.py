"""Which fault of a template it is, so that pages can say it in other languages."""

import re

_KINDS = (
    (re.compile(r"There is no list (?P<name>\{[^}]*\})"), "no_list"),
    (re.compile(r"There is no expansion rule (?P<name><[^>]*>)"), "no_rule"),
    (re.compile(r"(?P<sign>'.'|\".\") is never closed"), "never_closed"),
    (re.compile(r"(?P<sign>'.'|\".\") closes nothing"), "closes_nothing"),
    (re.compile(r"(?P<sign>'..') (?:holds|names) nothing"), "holds_nothing"),
    (re.compile(r"is empty"), "empty_part"),
    (re.compile(r"backslash at the end"), "backslash"),
    (re.compile(r"nested deeper"), "too_deep"),
    (re.compile(r"refers to itself"), "itself"),
    (re.compile(r"longer than (?P<most>[\d,]+) characters"), "too_long"),
    (re.compile(r"too many|stands for|are the most"), "too_many"),
)


def writing_fault(reason: str) -> dict[str, str]:
    """Return the ``kind`` of a reason of the compiler, and what it names; nothing for others."""
    for pattern, kind in _KINDS:
        found = pattern.search(reason)
        if found is not None:
            return {"kind": kind, **found.groupdict()}
    return {}
