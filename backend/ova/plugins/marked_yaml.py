"""YAML with the place of everything in it, and keys that are written twice."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

Place = tuple[int, ...]
"""Line and column, from 1; as ``ova.language`` wants them: column 0 for a text on several lines, and
further numbers are indexes from which on the file has one more character than the text."""

_QUICK: type[Any] | None = getattr(yaml, "CSafeLoader", None)
"""Reads the same and is five times as quick; PyYAML may be built without it."""

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")


class YamlFault(ValueError):
    """A text that is no YAML. The message is the reason; line and column are 0 when not known."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class DuplicateKey:
    """A key that a mapping has already; what it leads to is left out."""

    key: str
    line: int
    column: int
    first_line: int
    """Where the one in force is."""

    def __str__(self) -> str:
        """Say what is wrong."""
        return f"the key {self.key!r} is there twice; the one of line {self.first_line} is used"


@dataclass(slots=True)
class MarkedYaml:
    """The data of a YAML text."""

    data: Any = None
    places: dict[str, Place] = field(default_factory=dict)
    """By JSON pointer (RFC 6901): where a text starts, or the key of something longer. Also every
    text by itself: where it is first."""
    duplicates: list[DuplicateKey] = field(default_factory=list)


def read_marked(text: str) -> MarkedYaml:
    """Read YAML safely. Raises YamlFault."""
    if _QUICK is not None:
        with suppress(YamlFault):  # told below, in words that do not depend on how PyYAML was built
            return _read(text, _QUICK)
    return _read(text, yaml.SafeLoader)


def _read(text: str, loader_class: type[Any]) -> MarkedYaml:
    marked = MarkedYaml()
    try:
        loader = loader_class(text)
        try:
            root = loader.get_single_node()
            if root is not None:
                _Walk(text, marked).visit(root, "", root.start_mark)
                marked.data = loader.construct_document(root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        raise _fault(error) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        reason = f"is not YAML: the character U+{int(error.character):04X} is not allowed"
        raise YamlFault(reason, line, column) from error
    except RecursionError:
        raise YamlFault("is not YAML: it is nested too deep") from None
    except (ValueError, OverflowError) as error:  # a date or number that there is none of
        raise YamlFault(f"is not YAML: {error}") from error
    return marked


class _Walk:
    """Goes through the nodes of a document once, before data is made of them."""

    def __init__(self, text: str, marked: MarkedYaml) -> None:
        self._text = text
        self._marked = marked
        self._seen: set[int] = set()

    def visit(self, node: yaml.Node, pointer: str, key_mark: yaml.Mark) -> None:
        """Note the places of a node and all below; ``key_mark`` is where its key or item starts."""
        if isinstance(node, yaml.ScalarNode):
            place = self._place_of_text(node)
            self._marked.places.setdefault(pointer, place)
            self._marked.places.setdefault(node.value, place)
            return
        self._marked.places.setdefault(pointer, (key_mark.line + 1, key_mark.column + 1))
        if id(node) in self._seen:  # an alias: its parts are where the anchor is
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._drop_duplicates(node)
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    self.visit(value, f"{pointer}/{_escaped(key.value)}", key.start_mark)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self.visit(value, f"{pointer}/{index}", value.start_mark)

    def _drop_duplicates(self, node: yaml.MappingNode) -> None:
        first: dict[tuple[str, str], yaml.Mark] = {}
        kept = []
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                mark = key.start_mark
                known = first.setdefault((key.tag, key.value), mark)
                if known is not mark:
                    self._marked.duplicates.append(
                        DuplicateKey(key.value, mark.line + 1, mark.column + 1, known.line + 1)
                    )
                    continue
            kept.append((key, value))
        node.value[:] = kept

    def _place_of_text(self, node: yaml.ScalarNode) -> Place:
        start = node.start_mark
        written = self._text[start.index : node.end_mark.index]
        line, column = start.line + 1, start.column + 1
        if node.style in ("|", ">"):
            return self._place_in_block(node, written, line)
        if "\n" in written:
            return line, 0
        if node.style not in ("'", '"'):
            return line, column
        return line, column + 1, *_longer(written[1:-1], node.style)

    @staticmethod
    def _place_in_block(node: yaml.ScalarNode, written: str, line: int) -> Place:
        """Return the place of a text under ``|`` or ``>``: of its line if it has only one."""
        value = node.value.rstrip("\n")
        for offset, row in enumerate(written.split("\n")[1:], start=1):
            if row.strip():
                at = row.find(value) if value and "\n" not in value else -1
                return line + offset, at + 1
        return line, 0


def _longer(written: str, style: str) -> Iterator[int]:
    """Yield, for a text in quotes, the indexes from which on the file has one more character."""
    if style == "'":
        for number, match in enumerate(re.finditer("''", written)):
            yield match.start() - number + 1
        return
    extra = 0
    for match in _ESCAPE.finditer(written):
        index = match.start() - extra + 1
        for _ in range(len(match[0]) - 1):
            yield index
        extra += len(match[0]) - 1


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _fault(error: yaml.MarkedYAMLError) -> YamlFault:
    reason, mark = error.problem or str(error), error.problem_mark or error.context_mark
    if error.context_mark is not None and "unexpected end" in reason:
        mark = error.context_mark  # where what never ends begins, not the end of the file
        reason = f"{error.context}, {reason}"
    if "'\\t'" in reason:
        reason += "; indent with blanks instead of tabs"
    if mark is None:
        return YamlFault(f"is not YAML: {reason}")
    return YamlFault(f"is not YAML: {reason}", mark.line + 1, mark.column + 1)
