"""The texts of an integration, beside its translations."""

import ast
from collections.abc import Iterator

from ova.plugins.check.facts import Facts
from ova.plugins.check.handlers import Handler
from ova.plugins.translations import ENGLISH, Translations, places_of

_HANDLERS = {"action": "actions", "poll": "triggers"}
"""Kinds of handlers that are described, and the beginnings of their keys."""
_SPOKEN = {"ActionError", "ActionResult", "AuthFailed", "NotReady", "RateLimited"}
"""What carries a text that people read or hear."""


def untranslated(facts: Facts) -> Iterator[str]:
    """Texts without a key, and keys that a language lacks, has too many of, or fills otherwise.

    What is declared (labels, help texts, descriptions) is English by itself. A language whose manifest
    entry ``translations: {"incomplete": [...]}`` names it may lack keys.
    """
    translations = facts.code.translations
    yield from translations.problems
    wanted = {**_declared(facts), **translations.texts.get(ENGLISH, {})}
    for key, place in _asked(facts).items():
        if key not in wanted:
            yield f"the text {key} is said and is not in translations/en.json ({place})"
    others = [one for one in translations.languages if one != ENGLISH]
    if others:
        yield from _literal(facts, others)
    for language in others:
        yield from _language(facts, translations, language, wanted)


def _language(
    facts: Facts, translations: Translations, language: str, wanted: dict[str, str]
) -> Iterator[str]:
    told, file = translations.texts[language], f"translations/{language}.json"
    places = _places(facts)
    for key in sorted(set(told) - set(wanted)):
        if key == "description" or key.startswith(places):
            continue  # it has no English text, or is a part of something larger
        yield f"{file} has {key}, which nothing says"
    for key in sorted(set(told) & set(wanted)):
        if places_of(told[key]) - places_of(wanted[key]):
            more = ", ".join(sorted(places_of(told[key]) - places_of(wanted[key])))
            yield f"{file}: {key} has places that the English text has not: {more}"
    if language in facts.code.manifest.incomplete_languages:
        return
    missing = sorted(set(wanted) - set(told))
    if missing:
        listed = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" * (len(missing) > 5))
        yield f"{file} lacks {listed}; or name {language} under translations.incomplete"
    for handler in facts.handlers.of("action"):
        if handler.phrases and language not in handler.phrases:
            yield f"{handler.name} has no phrases in {language} ({handler.place})"


def _declared(facts: Facts) -> dict[str, str]:
    """Return what the declarations say in English, by key."""
    texts = {}
    manifest = facts.code.manifest
    described = manifest.description or facts.code.summary
    if described:
        texts["description"] = described
    for name, part in facts.code.form.schema["properties"].items():
        texts[f"settings.{name}.label"] = str(part.get("title") or name)
        if part.get("description"):
            texts[f"settings.{name}.help"] = str(part["description"])
    for kind, group in _HANDLERS.items():
        for handler in facts.handlers.of(kind):
            texts |= _of_handler(f"{group}.{handler.name}", handler)
    return texts | {f"events.{kind}": text for kind, text in manifest.events.items()}


def _places(facts: Facts) -> tuple[str, ...]:
    """Return the beginnings of keys of everything that is declared."""
    settings = [f"settings.{name}." for name in facts.code.form.schema["properties"]]
    handlers = [
        f"{group}.{handler.name}.{part}"
        for kind, group in _HANDLERS.items()
        for handler in facts.handlers.of(kind)
        for part in ("description", *_inputs(handler))
    ]
    return (*settings, *handlers, "events.")


def _inputs(handler: Handler) -> list[str]:
    """Return the beginnings of the keys of its inputs; of one for all when they cannot be read."""
    return ["inputs."] if handler.inputs is None else [f"inputs.{name}." for name in handler.inputs]


def _of_handler(key: str, handler: Handler) -> dict[str, str]:
    texts = {f"{key}.description": handler.name} if handler.described else {}
    for name, described in (handler.inputs or {}).items():
        if described:
            texts[f"{key}.inputs.{name}.help"] = name
    return texts


def _asked(facts: Facts) -> dict[str, str]:
    """Return the place of every ``ctx.text("key")``."""
    found: dict[str, str] = {}
    for place, call in facts.calls("text"):
        first = call.args[0] if call.args else None
        whose = call.func.value if isinstance(call.func, ast.Attribute) else None
        named = getattr(whose, "attr", getattr(whose, "id", "")).lstrip("_")
        if (
            named in ("ctx", "context")
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            found.setdefault(first.value, place)
    return found


def _literal(facts: Facts, languages: list[str]) -> Iterator[str]:
    """Texts that stand in the code, so that they are said in one language only."""
    for place, call in facts.calls(*_SPOKEN):
        given = [
            *call.args,
            *(one.value for one in call.keywords if one.arg in ("message", "cure")),
        ]
        if any(isinstance(one, ast.JoinedStr) or _is_sentence(one) for one in given):
            yield f"says a text of its own; write ctx.text(key) for {', '.join(languages)} ({place})"


def _is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
