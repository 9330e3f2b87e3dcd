"""Backups on the command line, without a running hub and with one that starts anew."""

import json
from pathlib import Path

import requests
from tests.hubs import PASSWORD, ova, served_hub

PASSPHRASE = "a long passphrase"


def test_a_backup_is_made_and_restored_without_a_running_hub(tmp_path: Path):
    home = tmp_path / "home"
    ova(home, "user", "create", "anna", "--password", PASSWORD)
    made = ova(home, "backup", "create", "--json", "--passphrase", PASSPHRASE)
    assert made.returncode == 0, made.stderr
    name = json.loads(made.stdout)["name"]
    ova(home, "user", "create", "ben", "--password", PASSWORD)

    wrong = ova(home, "backup", "restore", name, "--passphrase", "not this one", "--yes")
    assert wrong.returncode == 1
    assert "not the passphrase" in wrong.stderr
    restored = ova(home, "backup", "restore", name, "--passphrase", PASSPHRASE, "--yes")

    assert restored.returncode == 0, restored.stderr
    people = json.loads(ova(home, "user", "list", "--json").stdout)
    assert [one["name"] for one in people] == ["anna"]
    assert name in ova(home, "backup", "list").stdout


def test_a_running_hub_starts_anew_with_what_was_restored(tmp_path: Path):
    with served_hub(tmp_path / "home", "--workers", "1") as hub:
        made = ova(hub.folder, "backup", "create", "--json")
        assert made.returncode == 0, made.stderr
        hub.call("PATCH", "/api/settings", json={"home_name": "Changed"})
        restored = ova(hub.folder, "backup", "restore", json.loads(made.stdout)["path"], "--yes")
        assert restored.returncode == 0, restored.stderr

        def back() -> bool:
            try:
                answer = hub.ask("GET", "/api/backups")
            except requests.RequestException:
                return False  # it is on its way
            return answer.ok and answer.json()["last_restore"] is not None

        hub.wait(back)
        assert hub.get("/api/settings")["home_name"] == "Home"
