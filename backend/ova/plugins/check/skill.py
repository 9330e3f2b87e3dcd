"""Is a skill's code in order with its texts? Read from its files and its imported code; nothing is built."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from ova.plugins.check.uses import permissions_used
from ova.plugins.code import PluginCode, read_code
from ova.plugins.dependencies import requirements_of, unmet
from ova.plugins.errors import PluginFault
from ova.plugins.found import FoundPlugin
from ova.plugins.loader import forget_module
from ova.plugins.locale import Locale, read_locale
from ova.plugins.manifest import Manifest
from ova.plugins.permissions import (
    ONE_INTEGRATION,
    PERMISSIONS,
    Permissions,
    unknown_permissions,
)
from ova.plugins.syntax import parsed
from ova.sdk.marks import INTENTS_MARK

ENGLISH = "en"
_SAYING = ("reply", "text")
"""Methods of a turn that take the key of a reply."""


@dataclass(slots=True)
class SkillCheck:
    """What is wrong with one skill."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What may be meant so."""


@dataclass(slots=True)
class _Said:
    """What the source says of replies and of the hub."""

    keys: dict[str, str] = field(default_factory=dict)
    """Keys that must be there, with the place of their use."""
    texts: set[str] = field(default_factory=set)
    """Every text in the code: it may be a key."""
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    """Texts that are put together."""
    trees: dict[str, ast.Module] = field(default_factory=dict)
    """The files, by the name they are shown with."""
    computed: bool = False
    """A key comes from somewhere else."""


def uses_of(found: FoundPlugin, required: Iterable[str] = ()) -> frozenset[str]:
    """Return the permissions a skill's code needs beside the integrations it requires."""
    return frozenset(permissions_used(_said(found).trees, required))


def check_skill(found: FoundPlugin) -> SkillCheck:
    """Check a skill's manifest, code, handlers and replies against each other."""
    check = SkillCheck()
    locale = Locale() if found.folder is None else read_locale(found.folder / "locale", found.id)
    said = _said(found)
    try:
        code = read_code(found)
    except PluginFault as fault:
        check.problems.append(f"{found.id}: {fault.reason}. {fault.cure}".strip())
        return check
    try:
        handled = _handled(code.module_name)
    finally:
        if code.module_name:
            forget_module(code.module_name)
    _check_manifest(check, found, code, said)
    if handled:
        _check_handlers(check, found.id, handled, locale)
    incomplete = code.manifest.incomplete_languages
    _check_replies(check, found.id, said, locale, incomplete)
    _check_languages(check, found.id, locale, incomplete)
    return check


def _check_manifest(check: SkillCheck, found: FoundPlugin, code: PluginCode, said: _Said) -> None:
    manifest = code.manifest
    if not manifest.name:
        check.notes.append(f"{found.id}: its manifest has no name")
    check.problems += [
        f"{found.id}: {one}" for one in unknown_permissions(manifest.permissions or ())
    ]
    check.problems += [
        f"{found.id}: needs {one.requirement}, which is not installed"
        for one in unmet(found, requirements_of(found, manifest))
        if not one.have
    ]
    _check_permissions(check, found.id, manifest, said)


def _check_permissions(check: SkillCheck, skill: str, manifest: Manifest, said: _Said) -> None:
    if manifest.permissions is None:
        return
    permissions = Permissions(skill, manifest.permissions, manifest.required_integrations)
    used = permissions_used(said.trees, manifest.required_integrations)
    for permission, (what, place) in sorted(used.items()):
        orders = what.startswith("ova.actions") and permissions.has("actions")
        if not (orders or permissions.covers(permission)):
            fault = permissions.refused(what, permission)
            check.problems.append(f"{place}: {fault.reason}. {fault.cure}")
    check.notes += [
        f"{skill}: its manifest names the permission {one!r}, and nothing in its code seems to use it"
        for one in sorted(set(manifest.permissions) - set(used))
        if one in PERMISSIONS or one.startswith(ONE_INTEGRATION)
    ]


def _check_handlers(check: SkillCheck, skill: str, handled: set[str], locale: Locale) -> None:
    spoken: dict[str, str] = {}
    for one in locale.sentences:
        for intent in intents_of(one.data):
            spoken.setdefault(intent, one.file)
    for intent, file in sorted(spoken.items()):
        if intent not in handled:
            check.problems.append(
                f'{file}: {intent} has sentences and no method: write one marked @handles("{intent}")'
            )
    check.notes += [
        f"{skill}: the method for {intent} is never called: no sentence has that intent"
        for intent in sorted(handled - set(spoken))
    ]


def _check_replies(
    check: SkillCheck, skill: str, said: _Said, locale: Locale, incomplete: list[str]
) -> None:
    spoken = {one.language for one in locale.sentences}
    for language in sorted({*locale.replies, *(spoken if said.keys else ())} - {*incomplete}):
        texts = locale.replies.get(language, {})
        check.problems += [
            f"{place}: there is no reply {key!r} in {skill}/locale/{language}/replies.yaml"
            for key, place in sorted(said.keys.items())
            if key not in texts
        ]
    used = said.texts | _responses(locale)
    unused = [
        key
        for key in locale.replies.get(ENGLISH, {})
        if key not in used and not any(one.fullmatch(key) for one in said.patterns)
    ]
    if unused and not said.computed:
        check.notes.append(f"{skill}: nothing in its code names the reply {', '.join(unused)}")
    english = set(locale.replies.get(ENGLISH, {}))
    for language, own in sorted(locale.replies.items()):
        check.notes += [
            f"{skill}: the reply {key!r} of {language} is not there in English"
            for key in sorted(set(own) - english)
            if english
        ]


def _check_languages(check: SkillCheck, skill: str, locale: Locale, incomplete: list[str]) -> None:
    intents: dict[str, set[str]] = {}
    for one in locale.sentences:
        intents.setdefault(one.language, set()).update(intents_of(one.data))
    english = intents.get(ENGLISH, set())
    for language in sorted(set(intents) - {ENGLISH, *incomplete}):
        missing = sorted(english - intents[language])
        if missing:
            check.notes.append(f"{skill}: no sentences in {language} for {', '.join(missing)}")
    base = set(locale.replies.get(ENGLISH, {}))
    for language in sorted(set(locale.replies) - {ENGLISH, *incomplete}):
        absent = sorted(base - set(locale.replies[language]))
        if absent:
            check.notes.append(f"{skill}: no replies in {language} for {', '.join(absent)}")


def intents_of(data: dict[str, Any]) -> list[str]:
    """Return the intents a sentence file is about."""
    intents = data.get("intents")
    return [one for one in intents or () if isinstance(one, str)]


def _responses(locale: Locale) -> set[str]:
    """Return the keys of replies that sentences ask for."""
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("response"), str):
                found.add(value["response"])
            for one in value.values():
                look(one)
        elif isinstance(value, list):
            for one in value:
                look(one)

    for one in locale.sentences:
        look(one.data)
    return found


def _handled(module_name: str) -> set[str]:
    """Return the intents for which a class of the skill's modules has a method."""
    modules = [
        module
        for name, module in sys.modules.copy().items()
        if module_name and (name == module_name or name.startswith(f"{module_name}."))
    ]
    found: set[str] = set()
    for module in modules:
        for value in _classes(module):
            for owner in value.__mro__:
                for method in vars(owner).values():
                    plain = getattr(method, "__func__", method)
                    found.update(getattr(plain, INTENTS_MARK, ()))
    return found


def _classes(module: ModuleType) -> Iterator[type]:
    for value in vars(module).values():
        if isinstance(value, type):
            yield value


def _said(found: FoundPlugin) -> _Said:
    said = _Said()
    for file in _sources(found):
        try:
            tree = parsed(file.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue  # importing it tells why
        said.trees[found.short(str(file))] = tree
        for node in ast.walk(tree):
            _look_at(said, node, found.short(str(file)))
    return said


def _sources(found: FoundPlugin) -> list[Path]:
    if found.entry_point is not None:
        return []
    if found.folder is None:
        return [found.path]
    left_out = {"tests", "dependencies", "__pycache__"}
    return [
        file
        for file in sorted(found.folder.rglob("*.py"))
        if left_out.isdisjoint(file.relative_to(found.folder).parts)
    ]


def _look_at(said: _Said, node: ast.AST, file: str) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        said.texts.add(node.value)
    elif isinstance(node, ast.JoinedStr):
        said.patterns.append(_pattern(node))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        of_turn = isinstance(node.func.value, ast.Name) and node.func.value.id == "turn"
        if of_turn and node.func.attr in _SAYING:
            _look_at_key(said, node.args[0], f"{file}:{node.lineno}")


def _look_at_key(said: _Said, key: ast.expr, place: str) -> None:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        said.keys.setdefault(key.value, place)
    elif isinstance(key, ast.IfExp):
        _look_at_key(said, key.body, place)
        _look_at_key(said, key.orelse, place)
    elif isinstance(key, ast.BinOp):
        said.computed = True


def _pattern(node: ast.JoinedStr) -> re.Pattern[str]:
    parts = [
        re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in node.values
    ]
    return re.compile("".join(parts))
