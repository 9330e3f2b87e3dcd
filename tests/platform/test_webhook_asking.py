"""What an author's webhook sees of a request, and answers to who asks before sending."""

import json

import pytest
from tests.platform.buttons import BUTTONS

from ova.platform.webhook_errors import ChallengeRefused, ChallengeUnknown

WITH_HEADERS = BUTTONS.replace("payload, ctx)", "payload, headers, ctx)").replace(
    '{"button": payload["button"]}',
    '{"kind": headers["x-github-event"], "names": sorted(headers)}',
)
ASKED = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "meet-me"}


@pytest.fixture
def opened(folder, run):
    """Run ``buttons`` from a text with a mark; gives its hub and its receiver."""

    def open_(text, mark, **config):
        folder("integrations/buttons.py", text.replace("VERIFY", mark))
        running = run(buttons=config or None)
        hub = running.__enter__()
        ended.append(running)
        _, _, entry_id, token = hub.webhooks.describe("buttons")["path"].split("/")
        return hub, hub.webhooks.receiver(entry_id, token)

    ended = []
    yield open_
    for one in ended:
        one.__exit__(None, None, None)


def test_code_that_asks_for_headers_gets_them_in_any_case_and_without_credentials(opened):
    hub, receiver = opened(WITH_HEADERS, '@webhook(verify=("token", "X-Secret", "hook_secret"))')
    secret = hub.webhooks.describe("buttons")["secret"]
    sent = {
        "X-GitHub-Event": "push",
        "X-Secret": secret,
        "Authorization": "Bearer abc",
        "Cookie": "ova_session=abc",
    }
    receiver.take(sent.get, "application/json", json.dumps({"id": "1"}).encode(), lambda: sent)
    (event,) = hub.events.recent()
    assert event["payload"] == {"kind": "push", "names": ["X-GitHub-Event"]}


def test_a_service_that_asks_with_the_verify_token_is_answered(opened):
    hub, receiver = opened(BUTTONS, '@webhook(challenge="hook_secret")', hook_secret="meet-me")
    assert receiver.challenged(ASKED) == "1158201444"
    assert hub.webhooks.describe("buttons")["challenge"] == "hook_secret"


@pytest.mark.parametrize(
    "wrong",
    [
        {"hub.verify_token": "other"},
        {"hub.verify_token": "ä"},
        {"hub.mode": "unsubscribe"},
        {"hub.challenge": ""},
    ],
)
def test_who_asks_otherwise_is_refused(wrong, opened):
    _, receiver = opened(BUTTONS, '@webhook(challenge="hook_secret")', hook_secret="meet-me")
    with pytest.raises(ChallengeRefused) as refused:
        receiver.challenged({**ASKED, **wrong})
    assert refused.value.status == 403


def test_a_blank_verify_token_fits_nobody(opened):
    _, receiver = opened(BUTTONS, '@webhook(challenge="hook_secret")')
    with pytest.raises(ChallengeRefused):
        receiver.challenged({**ASKED, "hub.verify_token": ""})


def test_an_author_may_answer_in_another_way(opened):
    text = BUTTONS.replace(
        "def build",
        """class Asked(Buttons):
        def webhook_challenge(self, query, ctx):
            return query.get("echo")

    def build""",
    ).replace("return Buttons(", "return Asked(")
    _, receiver = opened(text, "@webhook")
    assert receiver.challenged({"echo": "hello"}) == "hello"
    with pytest.raises(ChallengeRefused):
        receiver.challenged({})


def test_a_webhook_nobody_asks_says_so(opened):
    _, receiver = opened(BUTTONS, "@webhook")
    with pytest.raises(ChallengeUnknown) as refused:
        receiver.challenged(ASKED)
    assert refused.value.status == 404
