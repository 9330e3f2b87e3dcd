"""What a skill says, in its own words or the home's."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from ova.core import NotFound
from ova.hub.skills.forms import Forms, TextRefused, forms_of, text_json
from ova.hub.skills.reply_desk import placeholders_of, reply_faults, sample_of
from ova.hub.skills.shelf import SkillShelf
from ova.hub.skills.texts import Was


class OwnReplies(SkillShelf):
    """Shows, tries and changes the replies of skills."""

    def replies(self, skill_id: str, language: str | None = None) -> dict[str, Any]:
        """Return what a skill says in a language: as it came, and in one's own words."""
        language = self._language(skill_id, language)
        locale = self._hub.skill_manager.locale(skill_id)
        shipped = locale.replies_in(language)
        names = self._home_names()
        now = self._hub.now()
        fields: set[str] = set()
        replies = []
        for key, variants in shipped.items():
            known = placeholders_of(locale, key)
            fields.update(known)
            own = self._hub.skill_texts.reply(skill_id, language, key)
            replies.append(
                {
                    "key": key,
                    "shipped": forms_of(variants),
                    "placeholders": known,
                    "own": text_json(own) if own.version else None,
                }
            )
        return {
            "language": language,
            "languages": self.languages(skill_id),
            "replies": replies,
            "samples": {name: sample_of(name, names, now) for name in sorted(fields)},
        }

    def try_reply(
        self, skill_id: str, language: str, key: str, forms: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return what is wrong with variants of a reply. Raises NotFound."""
        locale = self._hub.skill_manager.locale(skill_id)
        shipped = locale.replies_in(self._language(skill_id, language))
        if key not in shipped:
            near = difflib.get_close_matches(key, shipped)
            raise NotFound(
                f"{self._name(skill_id)} has no reply {key!r}.",
                cure=f"Did you mean {' or '.join(near)}?" if near else "Look at its replies.",
            )
        faults = reply_faults(forms, placeholders_of(locale, key), forms_of(shipped[key]))
        return [one.to_json() for one in faults]

    def set_reply(
        self,
        skill_id: str,
        language: str,
        key: str,
        forms: Mapping[str, Sequence[str]] | None,
        *,
        by: str = "",
        was: Was = None,
    ) -> dict[str, Any]:
        """Let a skill say something in one's own words; None goes back to those it came with.

        Raises NotFound, TextRefused, ChangedMeanwhile.
        """
        language = self._language(skill_id, language)
        given: Forms | None = None
        if forms is not None:
            faults = self.try_reply(skill_id, language, key, forms)
            if faults:
                raise TextRefused(
                    faults[0]["message"],
                    cure=faults[0]["cure"],
                    code=faults[0]["code"],
                    field="forms",
                )
            given = {form: [text.strip() for text in texts] for form, texts in forms.items()}
        stored = self._hub.skill_texts.set_reply(skill_id, language, key, given, by, was=was)
        return text_json(stored)

    def _home_names(self) -> dict[str, str]:
        """Return names of the home that stand for placeholders in previews."""
        names = self._hub.home.names()
        entity = next((one.text for one in names.entities if one.exposed), "")
        area = names.areas[0][0] if names.areas else ""
        floor = names.floors[0][0] if names.floors else ""
        found = {"name": entity, "entity": entity, "area": area, "floor": floor}
        return {key: text for key, text in found.items() if text}
