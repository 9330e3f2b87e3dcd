"""The connection to the hub: refused, lost, made again, over TLS."""

import datetime
import ipaddress
import queue
import ssl

import pytest
from tests.satellite.small_hub import TOKEN, SmallHub
from tests.satellite.speech import silence, write

from ova.satellite import ExitCode, SatelliteOptions, run_satellite
from ova.satellite.address import HubAddress
from ova.satellite.errors import BadInput, HubRefused
from ova.satellite.hublink import HubLink
from ova.satellite.messages import Connected, Disconnected, HubEvent, Refused, Started, Unreachable

# The small hub's python-engineio may write its goodbye to a connection that has just gone.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:Exception in thread .*\(writer\):pytest.PytestUnhandledThreadExceptionWarning"
)

HELLO = {"id": "ova-1", "name": "Bench", "kind": "ova"}
WAIT_S = 60.0


@pytest.fixture
def hub():
    hub = SmallHub()
    yield hub
    hub.close()


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))


class Inbox:
    """Opens a link and keeps what it delivers."""

    def __init__(self, address):
        self._messages = queue.Queue()
        self.link = HubLink(address, HELLO, self._messages.put)

    def __enter__(self):
        self.link.open()
        return self

    def __exit__(self, *error):
        self.link.close()

    def until(self, kind):
        """Return the next message of a kind, skipping others."""
        while True:
            message = self._messages.get(timeout=WAIT_S)
            if isinstance(message, kind):
                return message


def test_the_satellite_says_who_it_is_and_learns_how_the_hub_calls_it(hub):
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        assert inbox.until(Connected).satellite == {"id": "ova-1", "name": "Bench"}
    assert hub.hellos == [HELLO]


def test_a_hub_that_restarts_is_found_again(hub):
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        inbox.until(Connected)
        hub.close()
        inbox.until(Disconnected)
        assert "refused" in inbox.until(Unreachable).error.message
        again = SmallHub(port=hub.port)
        try:
            inbox.until(Connected)
            inbox.link.start({"name": "okay_nabu"})
            assert inbox.until(Started).run_id == "run-1"
            inbox.link.ring_stop("t1")
            again.wait(lambda: again.told("ring_stop") == [{"id": "t1"}])
        finally:
            inbox.link.close()
            again.close()


def test_a_network_that_breaks_off_is_noticed_and_mended(hub):
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        inbox.until(Connected)
        hub.drop()
        inbox.until(Disconnected)
        inbox.until(Connected)


def test_starting_while_the_hub_is_away_is_answered_at_once(hub):
    link_inbox = Inbox(HubAddress(hub.url, TOKEN))
    link_inbox.link.start(None)
    assert link_inbox.until(Started).run_id is None


def test_hundreds_of_pieces_of_sound_arrive_in_their_order(hub):
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        inbox.until(Connected)
        for number in range(500):
            hub.send("play_chunk", "p", number.to_bytes(2, "big"))
        got = [inbox.until(HubEvent).args for _ in range(500)]
    assert got == [("p", number.to_bytes(2, "big")) for number in range(500)]


def test_the_last_message_before_closing_is_sent(hub):
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        inbox.until(Connected)
        for number in range(50):
            inbox.link.played(f"p{number}")
    hub.wait(lambda: len(hub.told("played")) == 50)


def test_a_wrong_token_ends_the_program_with_a_cure(hub, tmp_path, capsys):
    wav = write(tmp_path / "in.wav", silence(0.5))
    code = run_satellite(
        SatelliteOptions(hub_url=hub.url, token="wrong", wav=wav, out=tmp_path / "out.wav")
    )
    assert code == ExitCode.REFUSED
    told = capsys.readouterr().err
    assert "The token is not valid." in told
    assert "ova token create" in told
    assert "Traceback" not in told


def test_a_satellite_the_hub_does_not_accept_learns_why(hub):
    hub.refusal = {"code": "bad_id", "message": "This id is taken.", "cure": "Choose another."}
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        error = inbox.until(Refused).error
    assert (error.code, error.cure) == ("bad_id", "Choose another.")
    assert "This id is taken." in error.message


def test_a_hub_in_trouble_is_asked_again(hub):
    hub.refusal = {"code": "internal_error", "message": "Something went wrong.", "cure": ""}
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        assert "in trouble" in inbox.until(Unreachable).error.message
        hub.refusal = None
        inbox.until(Connected)


def test_no_hub_at_the_address_ends_one_command_in_time(hub, tmp_path, capsys):
    wav = write(tmp_path / "in.wav", silence(0.5))
    hub.close()
    code = run_satellite(
        SatelliteOptions(
            hub_url=hub.url, token=TOKEN, wav=wav, out=tmp_path / "out.wav", timeout_s=1.0
        )
    )
    assert code == ExitCode.UNREACHABLE
    assert "cannot be reached: connection refused" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["", "hub.local", "ftp://hub:7123", "http://", "http://hub:port"])
def test_what_is_no_address_is_refused_with_an_example(url):
    with pytest.raises(BadInput) as refused:
        HubAddress(url)
    assert "http://192.168.1.20:7123" in refused.value.cure


def test_a_certificate_file_that_is_none_is_refused(tmp_path):
    file = tmp_path / "ca.pem"
    file.write_text("nonsense")
    with pytest.raises(BadInput):
        HubAddress("https://127.0.0.1:7123", ca=file)


@pytest.fixture
def tls_hub(tmp_path):
    """Return a hub with a self-signed certificate, and the certificate's file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "hub.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file = tmp_path / "hub.key"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key_file)
    hub = SmallHub(tls=context)
    yield hub, pem
    hub.close()


def test_a_self_signed_certificate_is_refused_with_the_options_that_help(tls_hub):
    hub, _ = tls_hub
    with Inbox(HubAddress(hub.url, TOKEN)) as inbox:
        error = inbox.until(Refused).error
    assert isinstance(error, HubRefused)
    assert error.code == "untrusted_certificate"
    assert "--ca" in error.cure
    assert "--insecure" in error.cure


def test_a_self_signed_certificate_can_be_trusted_or_its_check_skipped(tls_hub):
    hub, pem = tls_hub
    for address in (HubAddress(hub.url, TOKEN, ca=pem), HubAddress(hub.url, TOKEN, insecure=True)):
        with Inbox(address) as inbox:
            inbox.until(Connected)
