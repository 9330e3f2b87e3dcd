"""Code and declarations that do not fit together: what fails, or does nothing, sooner or later."""

import ast
import difflib
import re
from collections.abc import Iterator
from itertools import chain

from ova.plugins.check.facts import Facts
from ova.plugins.hooks import HOOKS

_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def undeclared_settings(facts: Facts) -> Iterator[str]:
    """Settings that are read or named and not declared."""
    schema = facts.code.form.schema
    if schema["additionalProperties"] is not False:
        return
    # choices are handed to the code beside the setting they belong to
    declared = {*schema["properties"], *facts.code.form.defaults}
    named = dict(facts.read.keys)
    http = facts.code.manifest.http
    for text in (http.base_url, *http.headers.values(), *http.query.values(), *(http.basic or ())):
        for name in _PLACE.findall(text):
            named.setdefault(name, "manifest /http")
    for handler in facts.handlers.of("webhook"):
        if handler.verify and len(handler.verify) > 2:
            named.setdefault(handler.verify[2], handler.place)
    for name, place in named.items():
        if name not in declared:
            near = difflib.get_close_matches(name, declared, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"the setting {name} is read and not declared{hint} ({place})"


def handler_faults(facts: Facts) -> Iterator[str]:
    """Handlers without declaration, declarations without code, inputs nobody declared."""
    yield from facts.handlers.faults
    actions = {one.name for one in facts.handlers.of("action")}
    for handler in facts.handlers.all:
        for name, place in handler.read.items():
            if handler.inputs is not None and name not in handler.inputs:
                near = difflib.get_close_matches(name, handler.inputs, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                yield f"{handler.name} reads the input {name}, which is not declared{hint} ({place})"
        for phrase in chain.from_iterable(handler.phrases.values()):
            for name in _PLACE.findall(phrase):
                if handler.inputs is not None and name not in handler.inputs:
                    yield f"a phrase of {handler.name} names {{{name}}}, which is no input of it"
    for place, call in facts.calls("Controller"):
        wanted = next((one.value for one in call.keywords if one.arg == "control"), None)
        told = wanted.value if isinstance(wanted, ast.Constant) else None
        if isinstance(told, str) and told and told not in actions:
            yield f"a controller names the action {told}, which there is not ({place})"


def undeclared_events(facts: Facts) -> Iterator[str]:
    """Types of events that are told and not declared."""
    declared = set(facts.code.manifest.events)
    for place, call in facts.calls("Event"):
        first = call.args[0] if call.args else None
        told = next((one.value for one in call.keywords if one.arg == "type"), first)
        name = told.value if isinstance(told, ast.Constant) else None
        if isinstance(name, str) and name not in declared and "." in name:
            yield f"the event {name} is told and not declared ({place})"


def misspelled_hooks(facts: Facts) -> Iterator[str]:
    """Methods that look like a hook and are none."""
    for name, place in facts.methods().items():
        near = difflib.get_close_matches(name, HOOKS, n=1, cutoff=0.9)
        if (
            near
            and name not in HOOKS
            and not name.startswith("_")
            and near[0] not in facts.methods()
        ):
            yield f"{name} is never called; did you mean {near[0]}? ({place})"


def hub_imports(facts: Facts) -> Iterator[str]:
    """Rooms of the hub that are none of a plugin's business."""
    for name, place in facts.imports().items():
        if name.split(".")[0] == "ova" and ".".join(name.split(".")[:2]) not in (
            "ova.sdk",
            "ova.core",
        ):
            yield f"imports {name}; only ova.sdk and ova.core stay as they are ({place})"


ALL = (undeclared_settings, handler_faults, undeclared_events, misspelled_hooks, hub_imports)
