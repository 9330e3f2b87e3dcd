"""What strangers and broken programs send, and what the hub answers."""

import io
import sqlite3
import wave
from pathlib import Path

import pytest
import requests
from tests.hubs import ServedHub, free_port, ova, spoken, start_hub

from ova.engines import write_wav


def wav(seconds: float, rate: int = 16_000, channels: int = 1, width: int = 2) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(bytes(int(seconds * rate) * channels * width))
    return buffer.getvalue()


def refusal(response: requests.Response) -> dict[str, object]:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, object] = response.json()
    assert problem["detail"]
    assert problem["code"]
    assert "Traceback" not in response.text
    return problem


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_audio"),
        (b"this is no sound at all" * 100, "not_audio"),
        (write_wav(spoken("hello"))[:30], "not_audio"),
        (wav(301), "audio_too_long"),
    ],
    ids=["empty", "text", "cut off", "five minutes"],
)
def test_a_recording_that_cannot_be_used_is_refused(hub: ServedHub, body: bytes, code: str):
    response = hub.ask("POST", "/api/listen", data=body, headers={"Content-Type": "audio/wav"})

    assert response.status_code in (400, 413, 422), response.text
    assert refusal(response)["code"] == code


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000])
def test_any_common_sample_rate_is_understood(hub: ServedHub, rate: int):
    import numpy as np
    import soundfile
    import soxr

    clip = spoken("turn off the bedroom lamp")
    samples = np.frombuffer(clip.pcm, dtype="<i2").astype(np.float32) / 32768
    resampled = soxr.resample(samples, clip.format.rate, rate)
    file = io.BytesIO()
    soundfile.write(file, np.column_stack([resampled, resampled]), rate, format="WAV")

    run = hub.call("POST", "/api/listen", data=file.getvalue()).json()

    assert run["text"] == "turn off the bedroom lamp"


def test_silence_is_answered_with_silence(hub: ServedHub):
    run = hub.call("POST", "/api/listen", data=wav(3)).json()

    assert run["intent"] is None
    assert run["reply"] == ""
    assert run["error"] == "stt-no-text-recognized"


def test_malformed_json_is_refused(hub: ServedHub):
    response = hub.ask(
        "POST", "/api/converse", data=b'{"text": ', headers={"Content-Type": "application/json"}
    )

    assert response.status_code == 400
    refusal(response)


@pytest.mark.parametrize(
    "path",
    [
        "/api/entities/light.nowhere",
        "/api/runs/none",
        "/api/integrations/none",
        "/api/skills/none/config",
        "/api/audio/none",
        "/api/nothing/here",
    ],
)
def test_an_unknown_id_is_not_found(hub: ServedHub, path: str):
    response = hub.ask("GET", path)

    assert response.status_code == 404
    refusal(response)


def test_a_config_of_the_wrong_type_is_refused_and_the_old_one_kept(hub: ServedHub):
    before = hub.get("/api/integrations/home_assistant/config")

    response = hub.ask(
        "PUT", "/api/integrations/home_assistant/config", json={"port": "eight thousand"}
    )

    assert response.status_code == 422
    assert "port" in response.text
    refusal(response)
    assert hub.get("/api/integrations/home_assistant/config") == before


def test_without_credentials_nothing_is_told(hub: ServedHub):
    for path in ("/api/entities", "/api/runs", "/api/docs", "/metrics", "/api/settings"):
        response = requests.get(hub.url + path, timeout=60)
        assert response.status_code == 401, path


def test_a_port_in_use_is_one_line_on_the_terminal(hub: ServedHub, tmp_path: Path):
    port = hub.url.rsplit(":", 1)[1]

    second = ova(tmp_path / "other", "run", "--port", port)

    assert second.returncode == 1
    assert port in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1


def test_a_folder_in_use_is_one_line_on_the_terminal(hub: ServedHub):
    second = ova(hub.folder, "say", "--offline", "what time is it")

    assert second.returncode == 1
    assert "Another hub" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path):
    folder = tmp_path / "home"
    hub = start_hub(folder)
    hub.stop()
    with sqlite3.connect(folder / "ova.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = (folder / "ova.sqlite3").read_bytes()

    refused = ova(folder, "run", "--port", str(free_port()))

    assert refused.returncode == 1
    assert "newer" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (folder / "ova.sqlite3").read_bytes() == before
