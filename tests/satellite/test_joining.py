"""What the program remembers, how loud it plays, and what it tells the hub of itself."""

import logging
from pathlib import Path

import numpy as np
import pytest

from ova.core import AudioFormat
from ova.satellite.errors import SatelliteError
from ova.satellite.hub_log import AT_ONCE, KEPT, HubLog
from ova.satellite.level_meter import LevelMeter
from ova.satellite.loudness import gain_of, scaled
from ova.satellite.settings import Settings
from ova.satellite.source import BLOCK_FRAMES
from ova.satellite.token_store import FILE, TokenStore


def test_a_token_is_remembered_for_its_hub_and_for_this_user_only(tmp_path: Path):
    store = TokenStore(tmp_path / "state")
    store.keep("http://one:7123", "ova_sat_1")
    store.keep("http://two:7123", "ova_sat_2")

    again = TokenStore(tmp_path / "state")

    assert again.get("http://one:7123") == "ova_sat_1"
    assert again.get("http://elsewhere:7123") is None
    assert (tmp_path / "state" / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == [FILE]


def test_a_damaged_file_of_tokens_holds_none(tmp_path: Path):
    (tmp_path / FILE).write_text("{half")
    store = TokenStore(tmp_path)
    assert store.get("http://one:7123") is None
    store.keep("http://one:7123", "ova_sat_1")
    assert store.get("http://one:7123") == "ova_sat_1"


def test_a_token_that_cannot_be_kept_is_told_with_a_cure(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SatelliteError, match="cannot be kept") as caught:
        TokenStore(tmp_path / "file").keep("http://one:7123", "ova_sat_1")
    assert "writable" in caught.value.cure


def test_the_volume_is_applied_and_what_rings_is_never_muted():
    loudness = Settings()
    assert loudness.gain("reply") == 1.0
    assert loudness.take({"volume": 50, "muted": True})
    assert loudness.gain("reply") == 0.0
    assert loudness.gain("ring") == loudness.gain("identify") == pytest.approx(0.1)
    assert not loudness.take({"volume": 50, "muted": True})
    assert loudness.take({"volume": 900, "muted": "no"})
    assert loudness.words == "100 %, muted"
    assert gain_of(0) == 0.0


def test_sound_is_made_quieter_and_never_longer():
    pcm = np.array([1000, -1000, 32767], dtype="<i2").tobytes()
    fmt = AudioFormat(16_000)
    assert scaled(pcm, fmt, 1.0) == pcm
    assert scaled(pcm, fmt, 0.0) == bytes(len(pcm))
    assert np.frombuffer(scaled(pcm, fmt, 0.1), "<i2").tolist() == [100, -100, 3276]


def test_levels_are_told_only_while_they_are_wanted():
    told: list[tuple[float, float]] = []
    meter = LevelMeter(lambda rms, peak: told.append((rms, peak)))
    block = np.full(BLOCK_FRAMES, 16_384, dtype="<i2").tobytes()
    for _ in range(20):
        meter.hear(block)
    assert told == []
    meter.want(True)
    for _ in range(7):
        meter.hear(block)
    assert told == [(-6.0, -6.0)]
    meter.want(False)
    meter.hear(block)
    assert len(told) == 1


def test_the_log_waits_for_the_hub_and_comes_in_batches():
    now = [10.0]
    log = HubLog(lambda: now[0])
    for number in range(KEPT + 50):
        log.add("info", f"line {number}")
    now[0] += 2.0
    sent: list[str] = []
    log.flush_to(lambda _lines: False)
    now[0] += 1.0

    def send(lines):
        sent.extend(line["text"] for line in lines)
        assert len(lines) <= AT_ONCE
        return True

    for _ in range(10):
        now[0] += 1.0
        log.flush_to(send)
    assert sent == [f"line {number}" for number in range(50, KEPT + 50)]


def test_what_the_program_logs_goes_to_the_hub_too():
    log = HubLog()
    logger = logging.getLogger("ova.satellite.try")
    logger.addHandler(log)
    try:
        logger.warning("The microphone failed: %s", "x" * 900)
    finally:
        logger.removeHandler(log)
    sent: list[dict[str, object]] = []
    log.flush_to(lambda lines: not sent.extend(lines))
    assert sent[0]["level"] == "warning"
    assert len(str(sent[0]["text"])) == 500
