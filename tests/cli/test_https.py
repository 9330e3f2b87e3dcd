"""Certificates: refused when nobody could be served with them, trusted by this machine's commands."""

from pathlib import Path

import pytest
from tests.hubs import ova, served_hub, spoken_file

from ova.cli.serving import tls_files
from ova.core import InvalidInput
from ova.web import self_signed_certificate


def test_a_certificate_and_its_own_key_are_taken(tmp_path: Path):
    pair = self_signed_certificate(tmp_path)
    assert tls_files(pair.certificate, pair.key, self_signed=False) == pair


def test_files_that_make_no_pair_are_refused_before_anything_starts(tmp_path: Path):
    one, other = self_signed_certificate(tmp_path / "a"), self_signed_certificate(tmp_path / "b")
    text = tmp_path / "text.pem"
    text.write_text("this is no certificate")
    for certificate, key in (
        (one.certificate, other.key),
        (one.key, one.certificate),
        (text, text),
        (one.certificate, text),
    ):
        with pytest.raises(InvalidInput, match="https cannot be served") as refused:
            tls_files(certificate, key, self_signed=False)
        assert "its own key" in refused.value.cure


def test_a_damaged_certificate_of_the_hubs_own_is_refused_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OVA_HOME", str(tmp_path))
    made = tls_files(None, None, self_signed=True)
    assert made is not None
    made.key.write_text("damaged")
    with pytest.raises(InvalidInput) as refused:
        tls_files(None, None, self_signed=True)
    assert "makes new ones" in refused.value.cure


def test_commands_find_the_hub_over_https_whatever_this_machine_trusts(tmp_path: Path):
    (tmp_path / "other").mkdir()
    other = self_signed_certificate(tmp_path / "other")
    nowhere = "http://127.0.0.1:9"
    surroundings = {
        "REQUESTS_CA_BUNDLE": str(other.certificate),
        "HTTPS_PROXY": nowhere,
        "https_proxy": nowhere,
        "NO_PROXY": "",
        "no_proxy": "",
    }
    recording = spoken_file(tmp_path / "command.wav", "turn on the lights")
    with served_hub(tmp_path / "home", "--self-signed", "--workers", "1") as hub:
        said = ova(hub.folder, "say", "what time is it", **surroundings)
        assert (said.returncode, said.stderr) == (0, "")
        heard = ova(hub.folder, "hear", "--area", "Living Room", str(recording), **surroundings)
        assert (heard.returncode, heard.stderr) == (0, "")
        lost = ova(hub.folder, "hear", "--area", "Bed & breakfast", str(recording), **surroundings)
        assert "no area 'Bed & breakfast'" in lost.stderr

        impostor = (hub.folder / "hub.json").read_text()
        (hub.folder / "hub.json").write_text(
            impostor.replace(str(hub.folder / "tls" / "certificate.pem"), str(other.certificate))
        )
        refused = ova(hub.folder, "say", "what time is it", **surroundings)
        assert refused.returncode == 1
        assert "does not answer" in refused.stderr
