"""A power cut in the middle of a download: the hub goes on at the byte where it was."""

from pathlib import Path

import pytest
from tests.engines.models.mirrors import NAME, TINY, make_mirror, pack, served
from tests.hubs import start_hub, with_owner


def test_a_download_outlives_a_power_cut_of_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    archive = pack(TINY, tmp_path / f"{NAME}.zip", NAME)
    mirror = make_mirror(tmp_path / "mirror", archive)
    with served(mirror, "stall=60000") as slow:
        monkeypatch.setenv("OVA_MODEL_MIRROR", slow.url)
        hub = with_owner(start_hub(tmp_path / "home", "--workers", "1"))
        place = f"/api/models/jobs/{hub.post(f'/api/models/{NAME}/install')['id']}"
        hub.wait(lambda: hub.get(place)["bytes"] > 40_000)
        before = hub.ask("GET", f"/api/models/{NAME}").status_code
        hub.kill()
        slow.kill()

    with served(mirror, port=slow.port) as server:
        again = start_hub(tmp_path / "home", "--workers", "1")
        again.token = hub.token
        again.wait(lambda: again.ask("GET", f"/api/models/{NAME}").ok)
        after = again.get(f"/api/models/{NAME}")
        again.stop()
        asked = server.kill()

    assert before == 404
    assert after["installed"]
    assert after["fault"] == ""
    assert f"GET /vosk/{NAME}.zip bytes=49152-" in asked
