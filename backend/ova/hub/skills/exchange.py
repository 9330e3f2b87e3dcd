"""The home's own texts of a skill as a YAML file: written out, and taken in after a look at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from ova.core import ChangedMeanwhile, OvaError, check_was
from ova.hub.skills.forms import PLAIN, REPLY, SENTENCE, TextRefused, text_json
from ova.hub.skills.sentence_trial import Fault

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

MOST_BYTES = 500_000
MOST_ITEMS = 2_000
FORMAT = 1


@dataclass(slots=True)
class Item:
    """One text of a file, and what taking it in would do."""

    language: str
    kind: str
    key: str
    value: Any
    change: str = "new"
    """``new``, ``changed`` or ``same``."""
    faults: list[Fault] = field(default_factory=list)
    taken: bool = False
    """It means something else so far; taken in, it means this."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        sentence = self.kind == SENTENCE
        return {
            "language": self.language,
            "kind": self.kind,
            "key": self.key,
            "text": self.value["text"] if sentence else "",
            "meaning": self.value["meaning"] if sentence else {},
            "forms": {} if sentence else self.value,
            "change": self.change,
            "taken": self.taken,
            "faults": [one.to_json() for one in self.faults],
        }


def written(hub: "OpenVoiceAssistant", skill_id: str) -> str:
    """Return the texts of a skill as YAML. Raises NotFound."""
    hub.skill_manager.info(skill_id)
    texts: dict[str, dict[str, Any]] = {}
    for text in hub.skill_texts.of(skill_id):
        part = texts.setdefault(text.language, {})
        wire = text_json(text)
        if text.kind == SENTENCE:
            meaning = wire["meaning"]
            one = {"text": wire["text"], "meaning": meaning} if meaning else wire["text"]
            part.setdefault("sentences", {}).setdefault(text.key, []).append(one)
        else:
            forms = wire["forms"]
            part.setdefault("replies", {})[text.key] = forms.get(PLAIN, forms)
    data = {"format": FORMAT, "skill": skill_id, "texts": texts}
    told = "# Own sentences and replies. They can be imported on the page of the skill.\n"
    return told + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def looked_at(hub: "OpenVoiceAssistant", skill_id: str, text: str) -> dict[str, Any]:
    """Return in wire form what taking a file in would do. Raises NotFound for the skill."""
    hub.skill_manager.info(skill_id)
    seq = hub.skill_texts.newest(skill_id)  # first: what is changed meanwhile makes it too old
    try:
        items = list(_items(hub, skill_id, text))
    except TextRefused as error:
        fault = Fault(error.code, error.message, error.cure)
        return {"seq": seq, "items": [], "faults": [fault.to_json()]}
    return {"seq": seq, "items": [one.to_json() for one in items], "faults": []}


def taken_in(
    hub: "OpenVoiceAssistant",
    skill_id: str,
    text: str,
    by: str,
    was: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Store what is new or other in a file, all or nothing; return it as ``looked_at`` does.

    ``was`` holds the ``seq`` of what was looked at. Raises TextRefused, ChangedMeanwhile.
    """
    now = {"seq": hub.skill_texts.newest(skill_id)}
    check_was("These texts", now, was)
    items = list(_items(hub, skill_id, text))
    for number, item in enumerate(items, start=1):
        if item.faults:
            first = item.faults[0]
            raise TextRefused(
                f"Text {number} ({item.key}): {first.message}", cure=first.cure, code=first.code
            )
    changes = [
        (one.language, one.kind, one.key, one.value) for one in items if one.change != "same"
    ]
    hub.skill_texts.bring_in(skill_id, changes, by, now["seq"])
    return {
        "seq": hub.skill_texts.newest(skill_id),
        "items": [one.to_json() for one in items],
        "faults": [],
    }


def _items(hub: "OpenVoiceAssistant", skill_id: str, text: str) -> Iterator[Item]:
    """Yield the texts of a file, tried. Raises TextRefused when it is none."""
    for number, item in enumerate(_read(skill_id, text), start=1):
        if number > MOST_ITEMS:
            raise TextRefused(
                f"There are more than {MOST_ITEMS:,} texts in it.", cure="Divide it.", field="yaml"
            )
        try:
            (_try_sentence if item.kind == SENTENCE else _try_reply)(hub, skill_id, item)
        except ChangedMeanwhile:
            raise
        except OvaError as error:
            item.faults.append(Fault(error.code, error.message, error.cure))
        yield item


def _try_sentence(hub: "OpenVoiceAssistant", skill_id: str, item: Item) -> None:
    own = hub.skill_texts.of(skill_id, language=item.language, kind=SENTENCE)
    same = next(
        (one for one in own if one.key == item.key and one.value["text"] == item.value["text"]),
        None,
    )
    if same is not None:
        item.change = "same" if same.value == item.value else "changed"
    trial = hub.skill_desk.try_sentence(
        skill_id,
        item.language,
        item.key,
        item.value["text"],
        item.value["meaning"],
        text_id=same.id if same is not None else "",
    )
    item.faults += trial.faults
    item.taken = bool(trial.taken) and item.change != "same"


def _try_reply(hub: "OpenVoiceAssistant", skill_id: str, item: Item) -> None:
    item.faults += [
        Fault(one["code"], one["message"], one["cure"], one["column"], one["values"])
        for one in hub.skill_desk.try_reply(skill_id, item.language, item.key, item.value)
    ]
    own = hub.skill_texts.reply(skill_id, item.language, item.key)
    if own.value is not None:
        item.change = "same" if own.value == item.value else "changed"


def _read(skill_id: str, text: str) -> Iterator[Item]:
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise TextRefused(
            f"The file is larger than {MOST_BYTES // 1000:,} kB.", cure="Divide it.", field="yaml"
        )
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"Line {mark.line + 1}: " if mark is not None else ""
        reason = getattr(error, "problem", None) or "it cannot be read"
        raise TextRefused(
            f"{where}This is not YAML: {reason}.",
            cure="Take a file that was exported.",
            field="yaml",
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("texts"), dict):
        raise TextRefused(
            "There are no texts in it.",
            cure="It needs a mapping with 'texts:', by language.",
            field="yaml",
        )
    if data.get("format", FORMAT) != FORMAT:
        raise TextRefused(
            "The file was written by a newer hub.", cure="Update this hub.", field="yaml"
        )
    if data.get("skill", skill_id) != skill_id:
        raise TextRefused(
            f"These are the texts of the skill {data['skill']!r}.",
            cure="Import them on its own page.",
            field="yaml",
        )
    for language, part in data["texts"].items():
        yield from _of_language(str(language), part)


def _of_language(language: str, part: Any) -> Iterator[Item]:
    for kind, section in ((SENTENCE, "sentences"), (REPLY, "replies")):
        table = part.get(section) if isinstance(part, dict) else None
        if table is None:
            continue
        if not isinstance(table, dict):
            raise _misshapen(language, section)
        for key, texts in table.items():
            if kind == REPLY:
                yield Item(language, kind, str(key), _forms(language, str(key), texts))
                continue
            if not isinstance(texts, list):
                raise _misshapen(language, f"sentences of {key}")
            for one in texts:
                yield Item(language, kind, str(key), _sentence(language, str(key), one))


def _sentence(language: str, key: str, given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        return {"text": given.strip(), "meaning": {}}
    if isinstance(given, dict) and isinstance(given.get("text"), str):
        meaning = given.get("meaning") or {}
        if isinstance(meaning, dict):
            return {"text": given["text"].strip(), "meaning": meaning}
    raise _misshapen(language, f"sentences of {key}")


def _forms(language: str, key: str, given: Any) -> dict[str, list[str]]:
    forms = given if isinstance(given, dict) else {PLAIN: given}
    found: dict[str, list[str]] = {}
    for form, variants in forms.items():
        listed = [variants] if isinstance(variants, str) else variants
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise _misshapen(language, f"reply {key}")
        found[str(form)] = [one.strip() for one in listed]
    return found


def _misshapen(language: str, part: str) -> TextRefused:
    return TextRefused(
        f"The {part} ({language}) have another shape than wanted.",
        cure="Export some texts and follow that.",
        field="yaml",
    )
