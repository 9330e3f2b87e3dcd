"""Wake words tried with recordings."""

import pytest
from tests.hubs import hub_in_process, spoken

from ova.core import InvalidInput
from ova.engines import EngineMissing, write_wav


def test_a_recording_is_tested(tmp_path):
    good, other = (write_wav(spoken(text)) for text in ("good evening edward", "open the window"))
    with hub_in_process(tmp_path, workers=1) as hub:
        hub.wake_words.add_phrase("good evening edward")

        heard = hub.wake_trials.test("good_evening_edward", good, 0.9)

        assert heard["heard"]
        assert 0 < heard["score"] <= 1
        assert 0 < heard["at_s"] < 4
        assert heard["level_dbfs"] < 0 < heard["snr_db"]
        assert hub.wake_trials.test("good_evening_edward", other, 0.9)["heard"] is False
        with pytest.raises(InvalidInput):
            hub.wake_trials.test("good_evening_edward", b"no sound")


def test_a_recording_is_never_decoded_in_the_hubs_own_process(tmp_path):
    with hub_in_process(tmp_path) as hub:
        hub.wake_words.add_phrase("good evening edward")

        with pytest.raises(EngineMissing, match="No speech worker"):
            hub.wake_trials.test("good_evening_edward", write_wav(spoken("hello")))
