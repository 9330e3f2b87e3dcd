"""The home's language can be changed while the hub runs."""

import pytest
from tests.hubs import hub_in_process

from ova.core import InvalidInput
from ova.pipeline import RunRequest


def test_typed_commands_and_answers_follow_at_once(tmp_path):
    with hub_in_process(tmp_path) as hub:
        assert hub.converse("what time is it").intent is not None
        hub.update_settings({"language": "de"})
        asked = hub.converse("wie spät ist es")
        assert asked.intent is not None
        assert asked.intent.name == "HassGetCurrentTime"
        assert "Uhr" in asked.reply
        refused = hub.converse("what time is it")
        assert refused.intent is None
        assert refused.reply == "Das habe ich leider nicht verstanden."
    with hub_in_process(tmp_path) as hub:
        assert hub.language == "de"
        assert hub.converse("wie spät ist es").intent is not None


def test_a_command_right_after_a_change_back_is_understood(tmp_path):
    with hub_in_process(tmp_path) as hub:
        for _ in range(3):
            hub.update_settings({"language": "it"})
            assert hub.converse("che ore sono").intent is not None
            hub.update_settings({"language": "en"})
            assert hub.converse("what time is it").intent is not None


def test_a_command_that_runs_while_the_language_changes_ends_in_its_own(tmp_path):
    with hub_in_process(tmp_path) as hub:
        begun = RunRequest(language=hub.language)
        hub.update_settings({"language": "de"})
        assert hub.converse("wie spät ist es").intent is not None

        ended = hub.pipeline.text("what time is it", begun)

        assert ended.intent is not None
        assert ended.intent.name == "HassGetCurrentTime"
        assert "Uhr" not in ended.reply


def test_a_language_without_words_is_refused(tmp_path):
    with hub_in_process(tmp_path) as hub, pytest.raises(InvalidInput, match="language"):
        hub.update_settings({"language": "tlh"})
