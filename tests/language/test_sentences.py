"""Where the sentences of a reply end."""

import pytest

from ova.language import sentences_of
from ova.language.speakable.sentences import LONGEST

CASES = [
    ("en", "The light is on. The door is shut! Is it? Yes.", 4),
    ("en", "It's 3.5 degrees.", 1),
    ("en", "Dr. Smith met Mr. and Mrs. Jones at 7 p.m. The door was open.", 2),
    ("en", "J. R. R. Tolkien wrote it.", 1),
    ("en", "Try e.g. the lamp, i.e. the big one.", 1),
    ("en", "Milk, eggs etc. Anything else?", 2),
    ("en", "Wait... what?! Really?", 2),
    ("en", 'She said "Stop." Then it stopped.', 2),
    ("en", "1. Milk. 2. Eggs.", 2),
    ("en", "It is 21. The fan is on.", 2),
    ("en", "Milk\nEggs\n\nBread", 3),
    ("en", "Visit example.com today.", 1),
    ("de", "Heute ist der 21. November. Es ist z. B. warm.", 2),
    ("de", "Ja. Nein. Aus. Die Tür ist zu.", 4),
    ("de", "Dr. Müller wohnt bzw. arbeitet hier. Gut.", 2),
    ("de", "Milch, Brot usw. Sonst noch etwas?", 2),
    ("fr", "M. Dupont est là. Il est 5 h. Bien.", 3),
    ("es", "¿Qué hora es? ¡Son las tres! La Sra. García llegó.", 3),
    ("nl", "Dhr. Jansen is er. Het is bijv. warm.", 2),
    ("it", "Il dott. Rossi è qui. Va bene.", 2),
    ("zh", "你好。再见。好", 3),
    ("hi", "नमस्ते। कैसे हैं?", 2),
    ("xx", "One. Two.", 2),
]


@pytest.mark.parametrize(("language", "text", "count"), CASES)
def test_a_text_has_so_many_sentences(language, text, count):
    assert len(sentences_of(text, language)) == count


@pytest.mark.parametrize(("language", "text", "_count"), CASES)
def test_no_word_is_lost_or_moved(language, text, _count):
    assert " ".join(sentences_of(text, language)).split() == text.split() or language == "zh"


@pytest.mark.parametrize("text", ["", "  \n ", "...", "?!", "🎉"])
def test_without_words_there_is_no_sentence(text):
    assert sentences_of(text) == ()


def test_a_long_sentence_is_parted_at_commas_so_that_sound_comes_early():
    text = "The kitchen light is on, " * 20 + "and that is all."
    parts = sentences_of(text)

    assert len(parts) > 2
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith((",", ".")) for part in parts)
    assert " ".join(parts) == " ".join(text.split())


def test_a_long_sentence_without_commas_is_parted_between_words():
    text = "word " * 300

    assert max(map(len, sentences_of(text))) <= LONGEST
    assert " ".join(sentences_of(text)) == text.strip()
