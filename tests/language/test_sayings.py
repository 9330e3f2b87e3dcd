"""Templates written out as people say them."""

from ova.core import HomeNames, SpokenName
from ova.language import Scope, SentenceSource, has_own_words, own_source, sayings_of

HOME = HomeNames(
    entities=(
        SpokenName("Lamp", "Lamp", "light", "Kitchen"),
        SpokenName("Gate", "Gate", "cover"),
        SpokenName("Safe", "Safe", "lock", exposed=False),
    ),
    areas=(("Kitchen", "Kitchen"),),
)


def saying(template, names=HOME, scope=None, **meaning):
    """Return what one template says."""
    source = own_source("tea", "en", "", [("Tea", template, meaning)], scope or Scope())
    (found,), problems = sayings_of([source], "en", names)
    assert problems == ()
    return found


def texts(template, **more):
    return [one.text for one in saying(template, **more).examples]


def test_the_plainest_sentence_comes_first():
    assert texts("make (tea|coffee) [please]")[0] == "make tea"
    assert set(texts("make (tea|coffee) [please]")) <= {
        "make tea",
        "make coffee",
        "make tea please",
        "make coffee please",
    }


def test_the_same_template_gives_the_same_examples():
    template = "(put|set) {name} [to] {number} in {area}"
    assert texts(template) == texts(template)


def test_names_are_those_the_sentence_may_be_about():
    assert texts("open {name}", requires_context={"domain": ["cover"]}) == ["open Gate"]
    assert "open Safe" not in texts("open {name}")


def test_what_there_is_none_of_is_left_open():
    (example,) = saying("open {name}", names=HomeNames()).examples
    assert (example.text, example.whole) == ("open …", False)


def test_lists_rules_and_values_are_written_out():
    scope = Scope({"drink": {"values": ["tea", "milk"]}}, {"make": "(make|brew)", "rest": "x"})
    found = saying("<make> {drink} for {duration}", scope=scope)
    assert found.examples[0].text.startswith("make tea for ")
    assert found.slots == {"drink", "duration"}


def test_only_what_is_referred_to_comes_along():
    scope = Scope(
        {"a": {"values": ["{b}"]}, "b": {"values": ["x"]}, "c": {}}, {"d": "<e>", "e": ""}
    )
    needed = scope.needed(["say {a:slot} <d>"])
    assert set(needed["lists"]) == {"a", "b"}
    assert set(needed["expansion_rules"]) == {"d", "e"}


def test_a_sentence_of_nothing_but_names_or_optional_words_has_no_words_of_its_own():
    def own_words(template):
        return has_own_words(own_source("tea", "en", "", [("Tea", template, {})], Scope()))

    assert own_words("make {name}")
    assert own_words("(tea|coffee)")
    assert not own_words("{name}")
    assert not own_words("[tea]")
    assert not own_words("(tea|{name})")


def test_what_is_there_to_be_typed_goes_before_what_is_there_to_be_heard():
    heard = SentenceSource("tea", "en", {"speech": "only", "lists": {"x": {"values": ["heard"]}}})
    typed = SentenceSource("tea", "en", {"lists": {"x": {"values": ["typed"]}}})
    assert Scope.of([heard, typed], "en").lists["x"] == {"values": ["typed"]}
