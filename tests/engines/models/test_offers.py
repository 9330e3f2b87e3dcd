"""The catalogue: complete, with checksums, for the languages the hub speaks."""

import re
import typing

import pytest

from ova.engines.models import ModelKind, find_offer, fit, offers
from ova.engines.models.offers import catalogue
from ova.hub import HomeSettings

LANGUAGES = typing.get_args(HomeSettings.model_fields["language"].annotation)


@pytest.mark.parametrize("kind", [kind.value for kind in ModelKind])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_hub_has_a_recogniser_and_a_voice(kind, language):
    assert offers(kind, language)


def test_every_file_has_a_size_and_a_checksum():
    for offer in catalogue():
        for file in offer.files:
            assert file.size, offer.id
            assert re.fullmatch(r"md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}", file.checksum), offer.id


def test_every_model_has_a_language_a_licence_and_a_name_of_its_own():
    names = [offer.id for offer in catalogue()]

    assert len(names) == len(set(names))
    for offer in catalogue():
        assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", offer.language), offer.id
        assert offer.licence, offer.id
        assert offer.size == sum(file.size for file in offer.files)


def test_a_voice_comes_as_model_settings_and_card():
    for offer in offers("piper"):
        names = {file.name for file in offer.files}
        assert names == {f"{offer.id}.onnx", f"{offer.id}.onnx.json", "MODEL_CARD"}


def test_languages_fit_across_regions_and_spellings():
    assert fit("de", "de") == 0
    assert fit("en-US", "en_us") == 0
    assert fit("en-US", "en") == 2
    assert fit("de", "de-AT") == 1
    assert fit("de", "en") is None
    assert fit("", "en") is None
    assert {offer.language for offer in offers("vosk", "en-GB")} >= {"en-GB", "en-US"}
    assert find_offer("vosk-model-small-de-0.15").language == "de"
    assert find_offer("nothing") is None
