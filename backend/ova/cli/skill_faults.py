"""Everything that can be told of skills from their files: sentences, code and phrase tables."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.core import OvaError, PluginKind
from ova.folder import HomeFolder
from ova.hub.skills import SentenceCheck, check_sentences
from ova.plugins import FoundPlugin, PluginFolders, find_plugins
from ova.plugins.check import check_skill
from ova.testing import read_table, tables_of


@dataclass(slots=True)
class Faults:
    """What was read, and what is wrong with it."""

    sentences: SentenceCheck
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def skills(self) -> list[str]:
        """Ids of the skills that were read."""
        return self.sentences.skills

    @property
    def files(self) -> int:
        """How many sentence files they have."""
        return self.sentences.files

    @property
    def conflicts(self) -> list[str]:
        """Sentences that two skills claim."""
        return self.sentences.conflicts

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {**self.sentences.to_json(), "problems": self.problems, "notes": self.notes}


def check_skills(named: Collection[str]) -> Faults:
    """Check skills by id or folder, or all. Raises NotFound."""
    home = HomeFolder.default().path
    sentences = check_sentences(home, named)
    found = Faults(sentences, list(sentences.problems))
    for skill in _files(home, named, sentences.skills):
        checked = check_skill(skill)
        found.problems += checked.problems
        found.notes += checked.notes
        if skill.folder is not None:
            found.problems += list(_table_faults(skill.folder, skill.id))
    return found


def _files(home: Path, named: Collection[str], ids: Collection[str]) -> list[FoundPlugin]:
    paths = tuple(Path(one).resolve() for one in named if Path(one).is_dir())
    standard = PluginFolders.standard(home)
    given = find_plugins(PluginKind.SKILL, PluginFolders(packages=False, single=paths))
    known = {one.id: one for one in find_plugins(PluginKind.SKILL, standard) if "~" not in one.id}
    known |= {one.id: one for one in given}
    return [known[one] for one in ids if one in known]


def _table_faults(folder: Path, skill: str) -> list[str]:
    faults = []
    for path in tables_of(folder):
        try:
            read_table(path)
        except OvaError as error:
            faults.append(f"{skill}/tests/{error}")
    return faults
