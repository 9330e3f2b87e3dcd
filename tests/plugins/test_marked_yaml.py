"""YAML is read with the places of its texts; what is no YAML says where."""

import pytest
import yaml

from ova.plugins import YamlFault, read_locale, read_yaml
from ova.plugins.marked_yaml import read_marked

SENTENCES = r"""language: en
intents:
  Tea:
    data:
      - sentences:
          - "make tea"
          - 'it''s [tea]'
          - brew tea
          - "say \"tea\" \u0021 twice"
          - |
            pour tea
          - >
            drink
            tea
          - plain
            and folded
        slots: {kind: green}
  A/B~C: [x]
on: "make tea"
"""


def test_the_data_is_what_yaml_says():
    assert read_marked(SENTENCES).data == yaml.safe_load(SENTENCES)
    assert read_marked("").data is None


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", (1, 1)),
        ("/language", (1, 11)),
        ("/intents", (2, 1)),
        ("/intents/Tea", (3, 3)),
        ("/intents/Tea/data/0", (5, 9)),
        ("/intents/Tea/data/0/sentences", (5, 9)),
        ("/intents/Tea/data/0/sentences/0", (6, 14)),
        ("/intents/Tea/data/0/sentences/1", (7, 14, 3)),
        ("/intents/Tea/data/0/sentences/2", (8, 13)),
        ("/intents/Tea/data/0/sentences/3", (9, 14, 5, 9, 11, 11, 11, 11, 11)),
        ("/intents/Tea/data/0/sentences/4", (11, 13)),
        ("/intents/Tea/data/0/sentences/5", (13, 0)),
        ("/intents/Tea/data/0/sentences/6", (15, 0)),
        ("/intents/Tea/data/0/slots/kind", (17, 23)),
        ("/intents/A~1B~0C/0", (18, 11)),
        ("make tea", (6, 14)),
        ("it's [tea]", (7, 14, 3)),
    ],
)
def test_every_part_and_every_text_has_its_place(pointer, place):
    assert read_marked(SENTENCES).places[pointer] == place


def test_of_two_equal_keys_the_first_is_used_and_the_second_named():
    marked = read_marked("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\na: 5\n")
    assert marked.data == {"a": 1, "b": {"c": 2, "d": 3}}
    assert [(one.key, one.line, one.column, one.first_line) for one in marked.duplicates] == [
        ("a", 6, 1, 1),
        ("c", 5, 3, 3),
    ]


def test_anchors_are_followed_once_however_often_they_are_used():
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    marked = read_marked("\n".join(lines))
    assert marked.places["/a0/0"] == (1, 10)
    assert len(marked.places) < 500


def test_merged_keys_are_no_duplicates():
    marked = read_marked("a: &a {x: 1}\nb:\n  <<: *a\n  x: 2\n")
    assert marked.data["b"] == {"x": 2}
    assert marked.duplicates == []


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("a:\n\tb: 1\n", 2, 1, "indent with blanks instead of tabs"),
        ("a: 1\n b: 2\n", 2, 3, "mapping values are not allowed here"),
        ('a: 1\nb: "never closed\n\n', 2, 4, "while scanning a quoted scalar"),
        ("a: [1\nb: 2\n", 2, 2, "expected ',' or ']'"),
        ("a: *nothing\n", 1, 4, "undefined alias"),
        ("a: !!python/object:os.system x\n", 1, 4, "could not determine a constructor"),
        ("a: 1\n---\nb: 2\n", 2, 1, "found another document"),
        ("a: 1\nb: \x07\n", 2, 4, "U+0007 is not allowed"),
        ("a: {[1]: 2}\n", 1, 5, "unhashable key"),
        ("a: 2024-13-45\n", 0, 0, "month must be in 1..12"),
        ("[" * 2000, 0, 0, "nested too deep"),
    ],
)
def test_what_is_no_yaml_says_where(text, line, column, reason):
    with pytest.raises(YamlFault, match="is not YAML") as caught:
        read_marked(text)
    assert reason in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_file_that_holds_no_mapping_or_cannot_be_read_is_refused(tmp_path):
    (tmp_path / "list.yaml").write_text("# a list\n- a\n")
    with pytest.raises(YamlFault, match="holds a list, not a mapping") as caught:
        read_yaml(tmp_path / "list.yaml")
    assert (caught.value.line, caught.value.column) == (2, 1)
    with pytest.raises(YamlFault, match="cannot be read"):
        read_yaml(tmp_path / "nothing.yaml")
    (tmp_path / "empty.yaml").write_text("")
    assert read_yaml(tmp_path / "empty.yaml").data == {}


def test_a_locale_names_file_line_and_column_of_what_it_leaves_out(tmp_path):
    folder = tmp_path / "tea" / "locale"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "tabs.yaml").write_text("a:\n\tb: 1\n")
    (folder / "en" / "twice.yaml").write_text("intents: {}\nlanguage: en\nintents: {}\n")
    (folder / "en" / "replies.yaml").write_text("hello: Hi\nbye: 5\n")
    locale = read_locale(folder, "tea")
    assert [sentence.file for sentence in locale.sentences] == ["tea/locale/en/twice.yaml"]
    assert locale.sentences[0].places["/intents"] == (1, 1)
    assert locale.replies == {}
    assert [problem.split(": ")[0] for problem in locale.problems] == [
        "tea/locale/en/replies.yaml:2:6",
        "tea/locale/en/tabs.yaml:2:1",
        "tea/locale/en/twice.yaml:3:1",
    ]
