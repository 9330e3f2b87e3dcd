"""The handlers an integration's source hangs on its declarations: actions, polls, webhook, data."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.plugins.check.literals import literal_of, model_fields
from ova.plugins.check.settings import key_read
from ova.plugins.check.source import SourceFile
from ova.plugins.declared.calling import CONTEXT_NAMES
from ova.plugins.manifest import Manifest
from ova.sdk import InputInvalid
from ova.sdk.marks import Phrases, phrases_by_language

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Handler:
    """One action or polling trigger, or the webhook."""

    kind: str
    """``action``, ``poll``, ``webhook`` or ``data``."""
    name: str
    place: str
    described: bool = False
    has_output: bool = False
    inputs: dict[str, bool] | None = None
    """Declared inputs, and whether each is described; None: any."""
    read: dict[str, str] = field(default_factory=dict)
    """Inputs the code reads, and where."""
    whole: bool = False
    """The input is handed on as a whole."""
    phrases: Phrases = field(default_factory=dict)
    verify: tuple[str, ...] | None = None


@dataclass(slots=True)
class Handlers:
    """Everything that was found."""

    all: list[Handler] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Handler]:
        """Return those of a kind."""
        return [one for one in self.all if one.kind == kind]


def handlers_of(files: Iterable[SourceFile], manifest: Manifest) -> Handlers:
    """Return the handlers of every style, and what does not fit the manifest."""
    files = list(files)
    found = Handlers()
    classes = {
        node.name: node for file in files for node in file.nodes if isinstance(node, ast.ClassDef)
    }
    functions: dict[tuple[str, str], Function] = {}
    for file in files:
        loaded = _loaded(file.tree)
        for node in file.nodes:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                for decorator in node.decorator_list:
                    handler = _decorated(file, node, decorator, loaded, manifest, classes)
                    if handler is not None:
                        found.all.append(handler)
            if isinstance(node, ast.ClassDef):
                functions.update({(node.name, name): one for name, one in _methods(node, classes)})
                found.all.extend(_specified(file, node, classes, found.faults))
    _named(files, found, functions)
    for name in manifest.actions:
        if not any(one.name == name for one in found.of("action")):
            found.faults.append(f"the action {name} is declared and has no code")
    for name in manifest.polling_triggers:
        if not any(one.name == name for one in found.of("poll")):
            found.faults.append(f"the trigger {name} is declared and has no code")
    return found


def _loaded(tree: ast.Module) -> set[str]:
    """Return the names that hold what ``Integration.load()`` gave."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr == "load"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _decorated(
    file: SourceFile,
    node: ast.ClassDef | Function,
    decorator: ast.expr,
    loaded: set[str],
    manifest: Manifest,
    classes: Mapping[str, ast.ClassDef],
) -> Handler | None:
    call = decorator if isinstance(decorator, ast.Call) else None
    function = call.func if call else decorator
    owner = function.value if isinstance(function, ast.Attribute) else None
    word = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if isinstance(owner, ast.Name) and owner.id in loaded:
        if word in ("action", "polling_trigger") and call and call.args:
            kind = "action" if word == "action" else "poll"
            return _hung(file, node, kind, str(literal_of(call.args[0]) or ""), manifest)
        return None
    if isinstance(node, ast.ClassDef) or word not in ("action", "poll", "webhook", "data"):
        return None
    options = {one.arg: one.value for one in call.keywords if one.arg} if call else {}
    given = call.args if call else []
    position = 1 if word == "poll" else 0
    told = given[position] if len(given) > position else options.get("name")
    name = str(literal_of(told) or node.name) if told is not None else node.name
    part = manifest.actions.get(name) if word == "action" else manifest.polling_triggers.get(name)
    handler = Handler(
        word,
        name,
        file.place(node),
        described="description" in options
        or bool(ast.get_docstring(node))
        or bool(part and part.description),
        has_output="output" in options or bool(part and part.output_schema),
        phrases=_said(literal_of(options.get("phrases"))),
    )
    if word == "webhook":
        verify = literal_of(options.get("verify"))
        handler.verify = tuple(str(one) for one in verify) if verify else ()
    declared = options.get("input")
    _inputs(handler, node, classes, declared, part.input_schema if part else None, skip_self=True)
    return handler


def _hung(
    file: SourceFile, node: ast.ClassDef | Function, kind: str, name: str, manifest: Manifest
) -> Handler:
    parts: Mapping[str, Any] = manifest.actions if kind == "action" else manifest.polling_triggers
    part = parts.get(name)
    handler = Handler(
        kind,
        name,
        file.place(node),
        described=bool(part and part.description),
        has_output=bool(part and part.output_schema),
        phrases=_said(getattr(part, "phrases", ())),
    )
    function: Function | None
    if isinstance(node, ast.ClassDef):
        wanted = "execute" if kind == "action" else "poll"
        function = next((one for name, one in _methods(node, {}) if name == wanted), None)
    else:
        function = node
    if function is not None:
        schema = part.input_schema if part else None
        skip = isinstance(node, ast.ClassDef)
        _inputs(handler, function, {}, None, schema, skip_self=skip)
    return handler


def _specified(
    file: SourceFile,
    node: ast.ClassDef,
    classes: Mapping[str, ast.ClassDef],
    faults: list[str],
) -> Iterator[Handler]:
    """Return the handlers of ``actions = [ActionSpec(...)]``."""
    methods = dict(_methods(node, classes))
    for call in ast.walk(node):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "ActionSpec":
            continue
        words = ("name", "description", "model", "handler", "phrases")
        given = dict(zip(words, call.args, strict=False))
        given.update({one.arg: one.value for one in call.keywords if one.arg})
        name, method = (
            str(literal_of(given.get("name")) or ""),
            str(literal_of(given.get("handler")) or ""),
        )
        handler = Handler(
            "action",
            name,
            file.place(call),
            described=bool(literal_of(given.get("description"))),
            phrases=_said(literal_of(given.get("phrases"))),
            has_output="output" in given,
        )
        if method not in methods:
            faults.append(
                f"the action {name} names the handler {method}, which {node.name} does not have"
                f" ({handler.place})"
            )
        else:
            model = given.get("model")
            _inputs(handler, methods[method], classes, model, None, skip_self=True)
        yield handler


def _named(
    files: list[SourceFile], found: Handlers, functions: Mapping[tuple[str, str], Function]
) -> None:
    """Add the hooks that are found by their name."""
    for (_owner, name), node in functions.items():
        kind = {"handle_webhook": "webhook", "get_data": "data"}.get(name)
        if kind is None or any(one.kind == kind for one in found.all):
            continue
        file = next(one for one in files if node in one.nodes)
        found.all.append(Handler(kind, name, file.place(node), described=True, verify=()))


def _methods(
    node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Function]]:
    """Return the methods of a class, those of its bases in the same source first."""
    for base in node.bases:
        name = getattr(base, "id", "")
        if name in classes and name not in seen:
            yield from _methods(classes[name], classes, seen | {name})
    for one in node.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            yield one.name, one


def _inputs(
    handler: Handler,
    function: Function,
    classes: Mapping[str, ast.ClassDef],
    declared: ast.expr | None,
    schema: Mapping[str, Any] | None,
    *,
    skip_self: bool,
) -> None:
    """Fill in what is declared as input, and what the function reads of it."""
    parameters = [one for one in function.args.args if one.arg not in CONTEXT_NAMES]
    parameters = parameters[1:] if skip_self else parameters
    if handler.kind not in ("action", "poll"):
        return
    model = getattr(declared, "id", "") if declared is not None else ""
    if not model and parameters and parameters[0].annotation is not None:
        annotation = parameters[0].annotation
        model = getattr(annotation, "id", getattr(annotation, "attr", ""))
    literal = literal_of(declared)
    if isinstance(literal, dict):
        schema = literal
    if model in classes:
        handler.inputs = model_fields(classes[model], classes)
    elif schema and isinstance(schema.get("properties"), dict):
        handler.inputs = {
            name: bool(isinstance(part, dict) and part.get("description"))
            for name, part in schema["properties"].items()
        }
    if not parameters:
        return
    name = parameters[0].arg
    place = handler.place.rpartition(":")[0]
    parents = {child: one for one in ast.walk(function) for child in ast.iter_child_nodes(one)}
    for node in ast.walk(function):
        if not isinstance(node, ast.Name) or node.id != name or not isinstance(node.ctx, ast.Load):
            continue
        key = key_read(node, parents)
        parent = parents.get(node)
        if key is None and isinstance(parent, ast.Attribute) and model in classes:
            key = parent.attr if parent.attr in (handler.inputs or {}) else None
        if key is not None:
            handler.read.setdefault(key, f"{place}:{node.lineno}")
        else:
            handler.whole = True


def _said(told: Any) -> Phrases:
    """Return phrases by language as they stand in the source; none when they are no such thing."""
    if not isinstance(told, str | list | tuple | dict):
        return {}
    try:
        by_language = phrases_by_language(told)
    except (InputInvalid, TypeError):  # told when the code is loaded
        return {}
    return {one: tuple(map(str, texts)) for one, texts in by_language.items()}
