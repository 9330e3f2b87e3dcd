"""Phrases several integrations have: all of them answer."""

import time
from collections.abc import Iterator

import pytest
from tests.hubs import START_S, hub_in_process

from ova.hub import OpenVoiceAssistant

DIARY = '''
"""A diary."""
from ova.sdk import ActionResult, NotReady, action

manifest = {{"name": "{name}", "version": "1.0.0"}}


class Diary:
    away = False

    @action(description="Tell", together=True, phrases=[
        "what is in the diary", "what is in the diary [on] {{date:day}}", "{own}"],
        input={{"type": "object", "properties": {{"day": {{"type": "string"}}}}}})
    def tell(self, inputs):
        if self.away:
            raise NotReady("away")
        return ActionResult({{}}, message=f"{name} has {{inputs.get('day', 'a day')}}.")


def build_integration(config, ova):
    return Diary()
'''


def wait_for(hub: OpenVoiceAssistant, text: str, intent: str) -> None:
    """Wait until a text means an intent."""
    deadline = time.monotonic() + START_S
    while True:
        found = hub.grammar.grammar.match(text).intent
        if found is not None and found.name == intent:
            return
        assert time.monotonic() < deadline, "the grammar stayed as it was"
        time.sleep(0.02)  # the hub tells nobody of a new grammar: commands never wait for one


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    (folder / "integrations").mkdir()
    for name, own in (("beta", "say beta"), ("alpha", "say alpha")):
        text = DIARY.format(name=name.title(), own=own)
        (folder / "integrations" / f"{name}.py").write_text(text)
    with hub_in_process(folder) as hub:
        for name in ("beta", "alpha"):
            hub.integration_manager.enable(name)
        wait_for(hub, "what is in the diary", "alpha.tell")
        hub.actions.run("alpha", "tell")  # starts what keeps runs
        hub.converse("what is in the diary")
        yield hub


def test_a_question_several_have_is_answered_by_all_of_them(hub: OpenVoiceAssistant):
    run = hub.converse("what is in the diary")

    assert run.reply == "Alpha: Alpha has a day. Beta: Beta has a day."
    assert [one.entry for one in hub.actions.runs(2)] == ["beta", "alpha"]
    assert hub.grammar.conflicts == ()


def test_what_one_alone_has_only_that_one_answers(hub: OpenVoiceAssistant):
    assert hub.converse("say beta").reply == "Beta has a day."


def test_a_day_reaches_all_of_them(hub: OpenVoiceAssistant):
    day = hub.now().date().isoformat()
    assert hub.converse("what is in the diary today").reply == (
        f"Alpha: Alpha has {day}. Beta: Beta has {day}."
    )


def test_one_that_is_away_keeps_no_other_from_answering(hub: OpenVoiceAssistant):
    diary = hub.integration_manager.get_integration_module("alpha")
    diary.away = True
    try:
        run = hub.converse("what is in the diary")
        assert run.error is None
        assert run.reply == "Alpha: Alpha cannot be reached just now. Beta: Beta has a day."
    finally:
        diary.away = False


def test_one_that_is_not_exposed_is_not_asked(hub: OpenVoiceAssistant):
    hub.actions.expose("alpha", "tell", exposed=False)
    wait_for(hub, "what is in the diary", "beta.tell")
    assert hub.converse("what is in the diary").reply == "Beta has a day."
    hub.actions.expose("alpha", "tell", exposed=True)
    wait_for(hub, "what is in the diary", "alpha.tell")
