"""What services send: who may, what is taken, what is refused, and what becomes of it."""

import base64
import hashlib
import hmac
import json
import logging
import threading
from dataclasses import replace

import pytest
from tests.platform.buttons import BUTTONS

from ova.core import InvalidInput, NotFound, OvaError
from ova.platform.group_commit import GroupCommit
from ova.platform.webhook_body import payload_of
from ova.platform.webhook_errors import (
    DeliveryFailed,
    DeliveryMalformed,
    DeliveryRefused,
    DeliveryTooLarge,
    SignatureInvalid,
    WebhookUnknown,
)
from ova.platform.webhook_proof import Proof
from ova.plugins import IntegrationNotLoaded
from ova.schedule import Jobs
from ova.sdk import Event
from ova.storage import StoredEvent

HMAC = '@webhook(verify=("hmac-sha256", "X-Signature", "hook_secret"))'
TIMED = '@webhook(verify=("hmac-sha256", "X-Signature", "hook_secret", "X-Sent-At"))'
TELEGRAM = '@webhook(verify=("token", "X-Telegram-Bot-Api-Secret-Token", "hook_secret"))'


@pytest.fixture
def buttons(folder):
    """Write the integration ``buttons``, with the marks given in its source."""

    def write(verify="", text=BUTTONS):
        folder("integrations/buttons.py", text.replace("VERIFY", verify))

    return write


def opened(hub, entry="buttons"):
    """Return the open webhook at the address people copy."""
    _, _, entry_id, token = hub.webhooks.describe(entry)["path"].split("/")
    return hub.webhooks.receiver(entry_id, token)


def send(hub, payload, headers=None, *, kind="application/json", entry="buttons"):
    """Deliver like a service: JSON unless bytes are given."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    opened(hub, entry).take((headers or {}).get, kind, body)


def signed(secret, payload, at=None):
    """Return body and headers of a signed delivery."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    content = body if at is None else str(at).encode() + b"." + body
    proof = hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()
    headers = {"X-Signature": f"sha256={proof}"}
    return body, headers if at is None else {**headers, "X-Sent-At": str(at)}


def told(hub):
    """Return the stored events as (type, external id, payload), oldest first."""
    events = reversed(hub.events.recent())
    return [(one["type"], one["external_id"], one["payload"]) for one in events]


def test_a50_a_delivery_becomes_an_event_with_the_parsed_type(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        send(hub, {"id": "e1", "button": "hall"})
        assert told(hub) == [("buttons.pressed", "e1", {"button": "hall"})]
        assert hub.events.recent()[0]["source"] == "webhook"


def test_a50_the_same_external_id_twice_is_one_event(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        send(hub, {"id": "e1", "button": "hall"})
        send(hub, {"id": "e1", "button": "hall"})
        assert len(told(hub)) == 1
    with run(buttons=None) as hub:  # after a restart, too
        send(hub, {"id": "e1", "button": "hall"})
        assert len(told(hub)) == 1


def test_an_event_without_an_external_id_may_happen_twice(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        send(hub, {"button": "hall"})
        send(hub, {"button": "hall"})
        assert [one[1] for one in told(hub)] == [None, None]


def test_an_external_id_may_be_a_number(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        send(hub, {"id": 7, "button": "hall"})
        send(hub, {"id": 7, "button": "hall"})
        assert [one[1] for one in told(hub)] == ["7"]


def test_a50_a_service_may_send_a_form(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        form = "application/x-www-form-urlencoded; charset=utf-8"
        send(hub, b"id=e1&button=caf%C3%A9&button=2", kind=form)
        assert told(hub) == [("buttons.pressed", "e1", {"button": ["café", "2"]})]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"id": NaN}',
        b'{"id": 1e999}',
        b'{"id": "\\ud800"}',
        b'{"id": "\\u0000"}',
        b'{"id": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_a50_a_malformed_body_is_refused_and_stores_nothing(body, buttons, run):
    buttons()
    with run(buttons=None) as hub:
        with pytest.raises(DeliveryMalformed) as refused:
            send(hub, body)
        assert (refused.value.status, told(hub)) == (400, [])


@pytest.mark.parametrize("body", [b"a=%ff", b"nonsense", "ä=1".encode(), b"a=%00"])
def test_a_malformed_form_is_refused(body):
    with pytest.raises(DeliveryMalformed):
        payload_of(body, "application/x-www-form-urlencoded")


@pytest.mark.parametrize("payload", [{}, [], "text", 5, None, {"button": 1, "id": ["x"]}])
def test_a50_a_payload_the_author_did_not_expect_is_a_400(payload, buttons, run):
    buttons()
    with run(buttons=None) as hub:
        with pytest.raises(DeliveryRefused) as refused:
            send(hub, payload)
        assert (refused.value.status, told(hub)) == (400, [])
        assert hub.webhooks.describe("buttons")["last_problem"] == refused.value.message


PICKY = """
    from pydantic import BaseModel
    from ova.sdk import Event, InputInvalid, NotReady

    manifest = {"events": {"picky.one": "One", "picky.two": "Two"}}

    class Payload(BaseModel):
        level: int

    class Picky:
        async def handle_webhook(self, payload):
            what = payload.get("do")
            if what == "raise":
                raise RuntimeError("out of order: " + "token-of-mine")
            if what == "refuse":
                raise InputInvalid("There is no such room.")
            if what == "busy":
                raise NotReady("The bridge sleeps.")
            if what == "wrong":
                return {"type": "picky.one"}
            if what == "undeclared":
                return [Event("picky.one", "a"), Event("picky.three", "b")]
            if what == "none":
                return None
            level = Payload.model_validate(payload).level
            return [Event("picky.one", "a", {"level": level}), Event("picky.two", "a")]

    def build_integration(config, ova):
        return Picky()

    def default_config():
        return {"token": "token-of-mine"}
"""


def test_a50_an_async_handler_may_return_a_list_or_none(folder, run):
    folder("integrations/picky.py", PICKY)
    with run(picky=None) as hub:
        send(hub, {"level": 3}, entry="picky")
        send(hub, {"do": "none"}, entry="picky")
        assert told(hub) == [("picky.one", "a", {"level": 3}), ("picky.two", "a", {})]


@pytest.mark.parametrize(
    ("what", "kind", "status"),
    [
        ("validation", DeliveryRefused, 400),
        ("refuse", DeliveryRefused, 400),
        ("raise", DeliveryFailed, 502),
        ("wrong", DeliveryFailed, 502),
        ("busy", OvaError, 503),
    ],
)
def test_what_goes_wrong_with_a_payload_has_a_clear_answer(what, kind, status, folder, run, caplog):
    folder("integrations/picky.py", PICKY)
    with run(picky=None) as hub:
        with pytest.raises(kind) as refused:
            send(hub, {"do": what, "level": "high"}, entry="picky")
        assert refused.value.status == status
        assert told(hub) == []
        assert "token-of-mine" not in caplog.text + str(refused.value)


def test_a49_a_webhook_that_returns_an_undeclared_type_is_refused_and_logged(folder, run, caplog):
    folder("integrations/picky.py", PICKY)
    with run(picky=None) as hub:
        with pytest.raises(DeliveryRefused) as refused:
            send(hub, {"do": "undeclared"}, entry="picky")
        assert refused.value.code == "event_undeclared"
        assert told(hub) == []  # the declared one beside it is not kept either
        assert "'picky.three' is not declared" in caplog.text


def test_events_may_be_yielded(buttons, run):
    buttons(text=BUTTONS.replace("return Event", "yield Event"))
    with run(buttons=None) as hub:
        send(hub, {"id": "e1", "button": "hall"})
        assert len(told(hub)) == 1
        with pytest.raises(DeliveryRefused):
            send(hub, {})


def test_secrets_are_blotted_out_of_what_is_told(buttons, run):
    buttons()
    with run(buttons={"hook_secret": "open sesame please"}) as hub:
        send(hub, {"button": "it is open sesame please"})
        assert "sesame" not in str(told(hub))


@pytest.mark.parametrize("depth", [50, 450, 900])
def test_a_deep_document_is_taken_or_refused_and_breaks_nothing(depth, buttons, run):
    buttons()
    with run(buttons=None) as hub:
        body = b'{"button": ' + b"[" * depth + b"]" * depth + b"}"
        try:
            send(hub, body)
        except (DeliveryRefused, DeliveryMalformed):
            assert told(hub) == []
        else:
            assert len(told(hub)) == 1


def test_more_than_the_cap_is_refused_unread(buttons, run):
    buttons(verify="@webhook(max_bytes=40)")
    with run(buttons=None) as hub:
        with pytest.raises(DeliveryTooLarge):
            opened(hub).check_size(41)
        with pytest.raises(DeliveryTooLarge) as refused:
            send(hub, {"button": "x" * 40})
        assert (refused.value.status, told(hub)) == (413, [])


# Who may send.


def test_a_wrong_token_is_unknown_whatever_there_is(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        path = hub.webhooks.describe("buttons")["path"]
        token = path.rpartition("/")[2]
        assert len(token) >= 43  # 256 bits
        for entry, given in [("buttons", "x"), ("buttons", ""), ("none", token), ("", "é")]:
            with pytest.raises(WebhookUnknown):
                hub.webhooks.receiver(entry, given)
        assert hub.webhooks.receiver("buttons", token) is opened(hub)


def test_the_address_outlives_a_restart_and_is_encrypted(buttons, run, folder):
    buttons()
    with run(buttons=None) as hub:
        before = hub.webhooks.describe("buttons")["path"]
    with run(buttons=None) as hub:
        assert hub.webhooks.describe("buttons")["path"] == before
    token = before.rpartition("/")[2].encode()
    assert [one for one in folder.path.rglob("*sqlite3*") if token in one.read_bytes()] == []


def test_a_renewed_address_takes_the_place_of_the_old_one(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        old = hub.webhooks.describe("buttons")["path"].rpartition("/")[2]
        new = hub.webhooks.renew("buttons")["path"].rpartition("/")[2]
        assert new != old
        with pytest.raises(WebhookUnknown):
            hub.webhooks.receiver("buttons", old)
        send(hub, {"id": "e1", "button": "hall"})
    with run(buttons=None) as hub:
        assert hub.webhooks.describe("buttons")["path"].rpartition("/")[2] == new


def test_ctx_url_gives_the_address_with_external_url(folder, run):
    folder(
        "integrations/buttons.py",
        BUTTONS.replace("VERIFY", "def where(self, ctx): return ctx.url('webhook')"),
    )
    with run(buttons=None) as hub:
        entry = hub.integration_manager.entry("buttons")
        with pytest.raises(OvaError, match="does not know its own address"):
            entry.context.url("webhook")
        assert hub.webhooks.describe("buttons")["url"] is None
        hub.external_url = "https://ova.example.org/"
        path = hub.webhooks.describe("buttons")["path"]
        assert entry.context.url("webhook") == f"https://ova.example.org{path}"
        assert hub.webhooks.describe("buttons")["url"] == f"https://ova.example.org{path}"


def test_a_disabled_integration_has_no_webhook_and_a_paused_one_asks_for_patience(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        token = hub.webhooks.describe("buttons")["path"].rpartition("/")[2]
        receiver = opened(hub)
        hub.integration_manager.pause("buttons")
        with pytest.raises(IntegrationNotLoaded) as away:
            hub.webhooks.receiver("buttons", token)
        assert away.value.status == 503
        with pytest.raises(OvaError):  # a delivery that came in just before
            receiver.take({}.get, "", b'{"button": 1}')
        hub.integration_manager.resume("buttons")
        assert hub.webhooks.receiver("buttons", token)
        hub.integration_manager.disable("buttons")
        with pytest.raises(WebhookUnknown):
            hub.webhooks.receiver("buttons", token)
        assert told(hub) == []
        hub.integration_manager.enable("buttons")
        assert hub.webhooks.receiver("buttons", token)  # the address is kept
        hub.integration_manager.remove("buttons")
        with pytest.raises(WebhookUnknown):
            hub.webhooks.receiver("buttons", token)
        hub.integration_manager.enable("buttons")
        with pytest.raises(WebhookUnknown):  # removed for good
            hub.webhooks.receiver("buttons", token)


def test_an_integration_without_a_webhook_says_so(folder, run):
    folder("integrations/mute.py", "def build_integration(config, ova):\n    return object()\n")
    with run(mute=None) as hub, pytest.raises(NotFound, match="takes no webhooks"):
        hub.webhooks.describe("mute")


def test_two_accounts_have_two_addresses(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        second = hub.integration_manager.add_account("buttons").id
        one, two = hub.webhooks.describe("buttons"), hub.webhooks.describe(second)
        assert one["path"] != two["path"]
        with pytest.raises(WebhookUnknown):
            hub.webhooks.receiver(second, one["path"].rpartition("/")[2])
        send(hub, {"id": "e1", "button": "a"})
        send(hub, {"id": "e1", "button": "b"}, entry=second)
        assert [event["integration"] for event in hub.events.recent()] == [second, "buttons"]


# Signatures.


def test_d14_an_unsigned_or_wrongly_signed_delivery_is_a_401(buttons, run):
    buttons(verify=HMAC)
    with run(buttons={"hook_secret": "sesame"}) as hub:
        body, good = signed("sesame", {"id": "e1", "button": "hall"})
        _, foreign = signed("mallory", {"id": "e1", "button": "hall"})
        for headers in ({}, foreign, {"X-Signature": ""}, {"X-Signature": "sha256=zz"}):
            with pytest.raises(SignatureInvalid) as refused:
                send(hub, body, headers)
            assert refused.value.status == 401
        with pytest.raises(SignatureInvalid):
            send(hub, body + b" ", good)  # over the raw body, not over what it means
        assert told(hub) == []
        assert hub.integration_manager.get_integration_module("buttons").config["hook_secret"]
        send(hub, body, good)
        assert len(told(hub)) == 1


@pytest.mark.parametrize("prefix", ["", "sha256="])
@pytest.mark.parametrize("form", ["hex", "HEX", "base64", "urlsafe"])
def test_d14_a_signature_may_be_hex_or_base64(prefix, form):
    digest = hmac.new(b"sesame", b"body", hashlib.sha256).digest()
    text = {
        "hex": digest.hex(),
        "HEX": digest.hex().upper(),
        "base64": base64.b64encode(digest).decode(),
        "urlsafe": base64.urlsafe_b64encode(digest).decode(),
    }[form]
    proof = Proof(("hmac-sha256", "X-Signature", "hook_secret"), "sesame", lambda: 0.0)
    assert proof.check(b"body", {"X-Signature": prefix + text}.get) is None
    with pytest.raises(SignatureInvalid):
        proof.check(b"other", {"X-Signature": prefix + text}.get)


def test_d14_telegrams_secret_token_header_is_checked(buttons, run):
    buttons(verify=TELEGRAM)
    with run(buttons={"hook_secret": "sésame"}) as hub:
        name = "X-Telegram-Bot-Api-Secret-Token"
        for headers in ({}, {name: "mallory"}):
            with pytest.raises(SignatureInvalid):
                send(hub, {"id": 1, "button": 1}, headers)
        as_servers_give_it = "sésame".encode().decode("latin-1")
        send(hub, {"id": 1, "button": 1}, {name: as_servers_give_it})
        assert len(told(hub)) == 1


def test_d14_deliveries_more_than_five_minutes_off_are_refused():
    proof = Proof(("hmac-sha256", "X-Signature", "s", "X-Sent-At"), "sesame", lambda: 1000.0)
    for at in (700, 1000.5, 1300):
        body, headers = signed("sesame", b"{}", at)
        assert proof.check(body, headers.get)
    for at in (699, 1301, "nan", "inf", "soon", ""):
        body, headers = signed("sesame", b"{}", at)
        with pytest.raises(SignatureInvalid):
            proof.check(body, headers.get)
    body, headers = signed("sesame", b"{}")
    with pytest.raises(SignatureInvalid):  # no time at all
        proof.check(body, headers.get)
    body, headers = signed("sesame", b"{}", 1000)
    with pytest.raises(SignatureInvalid):  # a time that was not signed
        proof.check(body, {**headers, "X-Sent-At": "1001"}.get)


def test_b15_a_replayed_delivery_is_accepted_and_tells_nothing(buttons, run):
    buttons(verify=TIMED)
    with run(buttons={"hook_secret": "sesame"}) as hub:
        at = hub.now().timestamp()
        body, headers = signed("sesame", {"button": "hall"}, at)
        send(hub, body, headers)
        send(hub, body, headers)
        assert len(told(hub)) == 1
        again, later = signed("sesame", {"button": "hall"}, at + 1)
        send(hub, again, later)  # pressed again
        assert len(told(hub)) == 2
    with run(buttons=None) as hub:  # after a restart, too
        send(hub, body, headers)
        assert len(told(hub)) == 2


def test_b15_the_author_is_not_asked_about_a_replay_but_about_a_second_try(buttons, run):
    buttons(verify=TIMED)
    with run(buttons={"hook_secret": "sesame"}) as hub:
        calls = type(hub.integration_manager.get_integration_module("buttons")).handle_webhook
        seen = calls.__globals__["CALLS"]
        at = hub.now().timestamp()
        body, headers = signed("sesame", {}, at)
        for _ in range(2):
            with pytest.raises(DeliveryRefused):
                send(hub, body, headers)
        assert len(seen) == 2
        body, headers = signed("sesame", {"button": "hall"}, at)
        send(hub, body, headers)
        send(hub, body, headers)
        assert len(seen) == 3


def test_b15_a_blank_secret_is_made_by_the_hub_and_shown_to_copy(buttons, run, folder):
    buttons(verify=HMAC)
    with run(buttons=None) as hub:
        shown = hub.webhooks.describe("buttons")
        secret = shown["secret"]
        assert len(secret) >= 43
        assert shown["verify"] == {
            "method": "hmac-sha256",
            "header": "X-Signature",
            "setting": "hook_secret",
            "time_header": "",
        }
        module = hub.integration_manager.get_integration_module("buttons")
        assert module.config["hook_secret"] == secret  # for the author to tell the service
        assert secret in hub.integration_manager.entry("buttons").secrets
        body, headers = signed(secret, {"id": "e1", "button": "hall"})
        send(hub, body, headers)
        assert len(told(hub)) == 1
    with run(buttons=None) as hub:
        assert hub.webhooks.describe("buttons")["secret"] == secret
        hub.integration_manager.set_config("buttons", {"hook_secret": "mine"})
        assert hub.webhooks.describe("buttons")["secret"] is None  # people's own are never shown
        body, headers = signed(secret, {"id": "e2", "button": "hall"})
        with pytest.raises(SignatureInvalid):
            send(hub, body, headers)
    raw = b"".join(one.read_bytes() for one in folder.path.rglob("*sqlite3*"))
    assert secret.encode() not in raw


# The service's side.

REGISTERED = """
    from ova.core import Unavailable
    from ova.sdk import Event, NotReady

    manifest = {"events": {"hooked.one": "One"}}

    class Hooked:
        def __init__(self, config, ova):
            self.world = ova.world
        def handle_webhook(self, payload):
            return None
        def webhook_exists(self, ctx, url):
            self.world["log"].append(("exists", url))
            return url in self.world["known"]
        async def webhook_create(self, ctx, url):
            if self.world["down"]:
                raise NotReady("The service is away.")
            self.world["log"].append(("create", url))
            self.world["known"].append(url)
        def webhook_delete(self, ctx, url):
            self.world["log"].append(("delete", url))
            self.world["known"].remove(url)

    def build_integration(config, ova):
        return Hooked(config, ova)
"""


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def hooked(folder, run):
    """A hub whose jobs run when the test says so, and a service that knows addresses."""
    folder("integrations/hooked.py", REGISTERED)
    clock = Clock()
    jobs = Jobs(threads=0, steady=clock)
    with run(jobs) as hub:
        hub.world.update(known=[], log=[], down=False)
        hub.external_url, hub.clock = "https://one.example", clock
        yield hub


def names(hub):
    """Return what was asked of the service since the last time."""
    found = [name for name, _ in hub.world["log"]]
    hub.world["log"].clear()
    return found


def test_b15_activating_registers_the_address_once_and_deactivating_deletes_it(hooked):
    manager = hooked.integration_manager
    manager.enable("hooked")
    hooked.jobs.run_due()
    url = hooked.webhooks.describe("hooked")["url"]
    assert hooked.world["known"] == [url]
    assert names(hooked) == ["exists", "create"]
    assert hooked.webhooks.describe("hooked")["upstream"] == {
        "managed": True,
        "registered": True,
        "problem": "",
    }
    manager.reload("hooked")
    hooked.jobs.run_due()
    assert names(hooked) == ["exists"]  # it is there
    hooked.world["known"].clear()  # somebody deleted it there
    manager.reload("hooked")
    hooked.jobs.run_due()
    assert names(hooked) == ["exists", "create"]
    manager.disable("hooked")
    assert hooked.world["known"] == []
    assert names(hooked) == ["delete"]
    assert hooked.jobs.planned() == []


def test_b15_a_new_address_replaces_the_old_one_at_the_service(hooked):
    hooked.integration_manager.enable("hooked")
    hooked.jobs.run_due()
    names(hooked)
    renewed = hooked.webhooks.renew("hooked")["url"]
    hooked.jobs.run_due()
    assert hooked.world["known"] == [renewed]
    assert names(hooked) == ["delete", "exists", "create"]
    hooked.external_url = "https://two.example"
    hooked.integration_manager.reload("hooked")
    hooked.jobs.run_due()
    assert hooked.world["known"] == [hooked.webhooks.describe("hooked")["url"]]
    assert hooked.world["known"][0].startswith("https://two.example/")


def test_b15_a_service_that_is_away_is_told_later(hooked):
    hooked.world["down"] = True
    hooked.integration_manager.enable("hooked")
    hooked.jobs.run_due()
    upstream = hooked.webhooks.describe("hooked")["upstream"]
    assert (upstream["registered"], upstream["problem"]) == (False, "The service is away.")
    hooked.clock.now = 60
    hooked.jobs.run_due()
    hooked.world["down"] = False
    hooked.clock.now += 119
    assert hooked.jobs.run_due() == 0  # twice as long as before
    hooked.clock.now += 1
    hooked.jobs.run_due()
    assert hooked.webhooks.describe("hooked")["upstream"]["registered"]
    assert hooked.jobs.planned() == []


def test_b15_without_external_url_the_reason_is_shown(hooked):
    hooked.external_url = ""
    hooked.integration_manager.enable("hooked")
    hooked.jobs.run_due()
    assert "own address" in hooked.webhooks.describe("hooked")["upstream"]["problem"]
    hooked.integration_manager.disable("hooked")
    assert names(hooked) == []
    assert hooked.jobs.planned() == []


# One commit for many.


def event(number):
    return StoredEvent(0, "e", "t", str(number))


def test_what_comes_during_a_commit_shares_the_next_one():
    batches, first, go_on = [], threading.Event(), threading.Event()

    def commit(events):
        batches.append([one.external_id for one in events])
        if len(batches) == 1:
            first.set()
            assert go_on.wait(20)

    group = GroupCommit(commit)
    threads = [threading.Thread(target=group.add, args=([event(n)],)) for n in range(6)]
    threads[0].start()
    assert first.wait(20)
    for thread in threads[1:]:
        thread.start()
    waiting = threading.Event()
    while len(group._waiting) < 5:
        waiting.wait(0.001)
    go_on.set()
    for thread in threads:
        thread.join()
    assert batches[0] == ["0"]
    assert sorted(batches[1]) == ["1", "2", "3", "4", "5"]
    assert len(batches) == 2


def test_one_that_cannot_be_stored_takes_no_other_with_it():
    stored, first, go_on = [], threading.Event(), threading.Event()

    def commit(events):
        if not first.is_set():
            first.set()
            assert go_on.wait(20)
        if any(one.external_id == "3" for one in events):
            raise InvalidInput("cannot be stored")
        stored.extend(one.external_id for one in events)

    group, errors = GroupCommit(commit), {}

    def add(number):
        try:
            group.add([event(number)])
        except InvalidInput as error:
            errors[number] = str(error)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(6)]
    threads[0].start()
    assert first.wait(20)
    for thread in threads[1:]:
        thread.start()
    while len(group._waiting) < 5:
        threading.Event().wait(0.001)
    go_on.set()
    for thread in threads:
        thread.join()
    assert sorted(stored) == ["0", "1", "2", "4", "5"]
    assert errors == {3: "cannot be stored"}


def test_many_threads_lose_nothing_and_tell_everything_in_order(buttons, run):
    buttons()
    with run(buttons=None) as hub:
        entry = hub.integration_manager.entry("buttons")
        heard = []
        unsubscribe = hub.platform.events.subscribe(lambda one: heard.append(one.seq))

        def work(name):
            for number in range(50):
                told = [Event("buttons.pressed", f"{name}-{number}")]
                hub.platform.events.tell_together(entry, told, "webhook")

        threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        unsubscribe()
        assert len(hub.events.recent(1000)) == 400
        assert heard == sorted(heard)
        assert len(heard) == 400


def test_events_added_together_are_told_apart(database_events):
    one = StoredEvent(0, "e", "t", "1", {"a": 1}, "code", 1.0)
    added = database_events.add([one, replace(one, payload={"a": 2}), replace(one, type="u")])
    assert [(each.type, each.payload) for each in added] == [("t", {"a": 1}), ("u", {"a": 1})]
    assert database_events.add([one]) == []


@pytest.fixture
def database_events(run):
    with run() as hub:
        yield hub.database.integration_events


def test_a_refusal_is_logged_without_the_secret(buttons, run, caplog):
    caplog.set_level(logging.DEBUG)
    buttons(verify=HMAC)
    with run(buttons={"hook_secret": "open sesame"}) as hub:
        with pytest.raises(SignatureInvalid):
            send(hub, {"button": 1})
        token = hub.webhooks.describe("buttons")["path"].rpartition("/")[2]
    assert "X-Signature is missing" in caplog.text
    assert "open sesame" not in caplog.text
    assert token not in caplog.text
