"""``ova models``: on the folder itself, and through the hub when one runs."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.models.mirrors import NAME, ONNX, SETTINGS, TINY, make_mirror, pack, served
from tests.hubs import hub_in_process, ova, served_hub


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The tiny Vosk model as its publisher would give it."""
    return pack(TINY, tmp_path_factory.mktemp("zip") / f"{NAME}.zip", NAME)


@pytest.fixture
def mirror(tmp_path, archive):
    return make_mirror(tmp_path / "mirror", archive)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def one_line(result):
    """Return what a refused command says, which is one line and no stack trace."""
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    return line


def test_the_list_shows_size_language_and_licence(home):
    shown = ova(home, "models", "list", "--language", "de", COLUMNS="120").stdout
    rows = json.loads(ova(home, "models", "list", "--kind", "vosk", "--json").stdout)

    assert "vosk-model-small-de-0.15" in shown
    assert "Apache-2.0" in shown
    assert "46 MB" in shown
    assert "de_DE-thorsten-medium" in shown
    assert "fr_FR" not in shown
    assert {row["kind"] for row in rows} == {"vosk"}


def test_a_model_is_installed_from_a_mirror_and_removed(home, mirror):
    with served(mirror) as server:
        made = ova(home, "models", "install", NAME, "--json", OVA_MODEL_MIRROR=server.url)
    listed = json.loads(ova(home, "models", "list", "--installed", "--json").stdout)
    removed = ova(home, "models", "remove", NAME)
    again = one_line(ova(home, "models", "remove", NAME))

    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == listed[0]
    assert [(row["id"], row["verified"]) for row in listed] == [(NAME, True)]
    assert removed.returncode == 0
    assert not (home / "models" / "vosk" / NAME).exists()
    assert "There is no model" in again


def test_an_archive_a_folder_and_a_voice_are_installed_without_a_network(home, archive, tmp_path):
    offline = {"OVA_MODEL_MIRROR": "http://127.0.0.1:9"}
    folder = shutil.copytree(TINY, tmp_path / "de-kitchen")
    voice = tmp_path / "mine.onnx"
    voice.write_bytes(ONNX)
    (tmp_path / "mine.onnx.json").write_text(json.dumps(SETTINGS))

    for path in (archive, folder, voice):
        made = ova(home, "models", "install", str(path), **offline)
        assert made.returncode == 0, made.stderr
        assert "installed, not verified" in made.stdout

    listed = json.loads(ova(home, "models", "list", "--installed", "--json").stdout)
    assert {(row["id"], row["language"]) for row in listed} == {
        (NAME, "en-US"),
        ("de-kitchen", "de"),
        ("mine", "en-US"),
    }


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("vosk-model-small-de-0.15", "There is no way to 127.0.0.1:9"),
        ("german", "ova models list"),
        ("missing.zip", "There is no file"),
    ],
)
def test_what_cannot_be_installed_is_one_line(home, model, said):
    refused = ova(home, "models", "install", model, OVA_MODEL_MIRROR="http://127.0.0.1:9")

    assert said in one_line(refused)


def test_ctrl_c_keeps_what_was_downloaded_and_says_so(home, mirror):
    part = home / "models" / ".partial" / NAME / f"{NAME}.zip.part"

    with served(mirror, "stall=60000") as server:
        program = subprocess.Popen(
            [sys.executable, "-c", _INTERRUPTED, str(part), "models", "install", NAME],
            env={"OVA_HOME": str(home), "OVA_MODEL_MIRROR": server.url, "PATH": ""},
            stderr=subprocess.PIPE,
            text=True,
        )
        _, said = program.communicate(timeout=240)
    with served(mirror) as server:
        resumed = ova(home, "models", "install", NAME, OVA_MODEL_MIRROR=server.url)
        asked = server.kill()

    assert program.returncode == 130
    assert f"'ova models install {NAME}' goes on" in said
    assert resumed.returncode == 0, resumed.stderr
    assert any("bytes=" in line for line in asked)


_INTERRUPTED = """
import os, signal, sys, threading, time
from pathlib import Path

def press():
    while not Path(sys.argv[1]).exists() or Path(sys.argv[1]).stat().st_size < 8192:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=press, daemon=True).start()
from ova.cli import main
main(sys.argv[2:])
"""
"""The ``ova`` command, and somebody who presses Ctrl-C once a part of the download is on disk."""


def test_a_folder_without_a_model_is_not_sent_to_the_hub(home, tmp_path):
    with served_hub(home) as hub:
        refused = ova(home, "models", "install", str(tmp_path))
        jobs = hub.get("/api/models/jobs")

    assert "holds no model" in one_line(refused)
    assert jobs == []


def test_a_folder_another_process_uses_is_left_alone(home, archive):
    with hub_in_process(home):
        refused = one_line(ova(home, "models", "install", str(archive)))

    assert "is using" in refused
    assert "Try again" in refused


def test_the_running_hub_installs_lists_and_removes(home, archive, tmp_path):
    folder = shutil.copytree(TINY, tmp_path / "de-kitchen")
    with served_hub(home, "--workers", "1") as hub:
        sent = ova(home, "models", "install", str(archive), "--json")
        packed = ova(home, "models", "install", str(folder))
        offline = one_line(ova(home, "models", "install", "vosk-model-small-de-0.16"))
        listed = json.loads(ova(home, "models", "list", "--installed", "--json").stdout)
        refused = one_line(ova(home, "models", "remove", NAME))
        removed = ova(home, "models", "remove", NAME, "--force")
        jobs = hub.get("/api/models/jobs")
        hub.stop(signal.SIGTERM)

    assert sent.returncode == 0, sent.stderr
    assert json.loads(sent.stdout)["id"] == NAME
    assert packed.returncode == 0, packed.stderr
    assert {row["id"] for row in listed} == {NAME, "de-kitchen"}
    assert offline
    assert "--force" in refused
    assert removed.returncode == 0, removed.stderr
    assert {job["state"] for job in jobs} <= {"done", "failed"}
    assert not (Path(home) / "models" / "vosk" / NAME).exists()
