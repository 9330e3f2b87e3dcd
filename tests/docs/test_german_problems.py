"""What the hub refuses is said in German on German pages."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "engines", "home", "hub", "platform", "plugins", "satellites", "schedule")
CODE = re.compile(r'^    code = "([a-z][a-z_-]+)"', re.MULTILINE)
"""Code of a kind of errors."""
CUSTOM = re.compile(r'PydanticCustomError\(\s*"([a-z_]+)"')
WANTED = re.compile(r'Wanted\([^)]*, "([a-z_]+)"')
"""Rules of fields."""
ELSEWHERE = {
    *("error", "web_error", "webhook_error"),  # bases that nothing is raised as
    # said by integrations, in the language of who asks
    *("action_failed", "auth_failed", "configuration_error", "plugin_error", "rate_limited"),
    *("unknown", "issue_open"),
    # told to satellites and to services that send webhooks
    *("bad_satellite_message", "bad_secret", "forgotten", "id_in_use", "level_not_wanted"),
    *("no_hello", "satellite", "sent_away", "token_of_another", "token_not_kept", "too_many_lines"),
    *("wrong_secret", "challenge_refused", "challenge_unknown", "delivery_failed"),
    *("delivery_refused", "malformed_body", "signature_invalid", "webhook_unknown"),
    # why a recogniser cannot hear: words of their own
    *("english_only", "model_missing", "model_broken", "no_whisper_model", "package_missing"),
    # printed where the hub does not start
    *(
        "cannot_listen",
        "database_corrupt",
        "database_too_new",
        "empty_graph",
        "folder_in_use",
        "secret_key",
    ),
}


def test_every_kind_of_error_a_page_may_show_has_german_words():
    words = json.loads((ROOT / "frontend/src/locales/problems/de.json").read_text())
    raised = {
        found
        for room in (*ROOMS, "web/errors.py", "web/routes", "storage/failures.py")
        for file in _files(ROOT / "backend/ova" / room)
        for found in CODE.findall(file.read_text())
    }
    assert raised - words.keys() - ELSEWHERE == set()


def test_every_rule_of_a_field_that_the_hub_has_made_has_german_words():
    words = json.loads((ROOT / "frontend/src/locales/problems/wanted.de.json").read_text())
    made = {
        found
        for file in _files(ROOT / "backend/ova")
        for rule in (CUSTOM, WANTED)
        for found in rule.findall(file.read_text())
    }
    assert {"time_zone", "missing"} <= made
    assert made - words.keys() == set()


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))
