"""Are the sentences of skills well written? Read from their files; no hub has to run."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.core import HomeNames, NotFound, PluginKind
from ova.language import SentenceSource, compile_grammar
from ova.plugins import PluginFolders, find_plugins, read_locale


@dataclass(slots=True)
class SentenceCheck:
    """What was read, and what is wrong with it."""

    skills: list[str] = field(default_factory=list)
    files: int = 0
    problems: list[str] = field(default_factory=list)
    """``file:line:column, intent: sentence: reason``"""
    conflicts: list[str] = field(default_factory=list)
    """Sentences that two skills claim, and which of them is asked."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "skills": self.skills,
            "files": self.files,
            "problems": self.problems,
            "conflicts": self.conflicts,
        }


def check_sentences(
    home: Path, skills: Collection[str] = (), *, spoken: Collection[str] | None = None
) -> SentenceCheck:
    """Read the sentences of all skills, and say what is wrong with those of some, or of all.

    ``home`` is the folder with the user's own plugins. A skill is named by its id or its folder.
    Compiling a language takes seconds: ``spoken`` leaves out all others, but for those in which
    the user's own skills are written. Raises NotFound for a skill that is not there.
    """
    there = [
        found
        for found in find_plugins(PluginKind.SKILL, PluginFolders.standard(home))
        if found.folder is not None
    ]
    folders = {found.id: found.folder for found in there if found.folder is not None}
    wanted: list[str] = []
    for skill in skills:
        folder = Path(skill)
        if skill not in folders and folder.is_dir():
            folder = folder.resolve()
            skill = folder.name.lower().replace("-", "_")
            folders[skill] = folder
        elif skill not in folders:
            raise NotFound(
                f"There is no skill {skill!r} with files of its own.",
                cure=f"Give a folder, or one of {', '.join(sorted(folders))}.",
            )
        wanted.append(skill)
    own = {found.id for found in there if found.origin != "bundled"}
    return _check(folders, wanted or sorted(folders), own, spoken)


def _check(
    folders: dict[str, Path], wanted: list[str], own: set[str], spoken: Collection[str] | None
) -> SentenceCheck:
    check = SentenceCheck(wanted)
    sources: list[SentenceSource] = []
    for skill, folder in sorted(folders.items()):
        locale = read_locale(folder / "locale", skill)
        sources += [SentenceSource(*one) for one in locale.sentences]
        if skill in wanted:
            check.problems += locale.problems
    check.files = sum(source.skill in wanted for source in sources)
    languages = {source.language for source in sources if source.skill in wanted}
    if spoken is not None:
        written = {source.language for source in sources if source.skill in own}
        languages &= {*spoken, *written}
    for language in sorted(languages):
        together = [source for source in sources if source.language == language]
        grammar = compile_grammar(together, HomeNames(), language)
        check.problems += [str(one) for one in grammar.problems if one.skill in wanted]
        check.conflicts += [
            str(one) for one in grammar.conflicts if not set(wanted).isdisjoint(one.skills)
        ]
    return check
