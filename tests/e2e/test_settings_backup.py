"""Backups, diagnostics, updates and about in the settings, in a real browser on a real hub."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import DOCTOR_MS, PHONE, assert_accessible, assert_fits
from tests.hubs import PASSWORD, ServedHub

PASSPHRASE = "a long passphrase"


@pytest.fixture
def no_backups(hub: ServedHub) -> Iterator[None]:
    """Delete the backups at the end."""
    yield
    for one in hub.get("/api/backups")["backups"]:
        hub.call("DELETE", f"/api/backups/{one['name']}")


def backups(page: Page) -> Locator:
    """The list of backups."""
    return page.get_by_test_id("backup")


def make_backup(page: Page, passphrase: str = "") -> None:
    """Back up on the page."""
    before = backups(page).count()
    page.get_by_test_id("backup-create").click()
    if passphrase:
        page.get_by_test_id("backup-passphrase").fill(passphrase)
    page.get_by_test_id("dialog-submit").click()
    expect(backups(page)).to_have_count(before + 1)


@pytest.mark.usefixtures("no_backups")
def test_the_hub_goes_back_to_a_backup_and_the_page_says_so(page: Page, hub: ServedHub):
    page.goto("/settings/backup")
    expect(page.get_by_text("No backups yet")).to_be_visible()
    make_backup(page, PASSPHRASE)
    hub.call("PATCH", "/api/settings", json={"home_name": "Changed"})

    backups(page).get_by_role("button", name="Restore").click()
    page.get_by_test_id("restore-passphrase").fill("not the passphrase")
    page.get_by_test_id("dialog-submit").click()
    expect(page.get_by_text("This is not the passphrase of the backup.")).to_be_visible()
    page.get_by_test_id("restore-passphrase").fill(PASSPHRASE)
    page.get_by_test_id("dialog-submit").click()

    expect(
        page.get_by_test_id("restored").or_(page.get_by_test_id("signin-restored"))
    ).to_be_visible()
    hub.wait(lambda: hub.ask("GET", "/healthz").ok)
    assert hub.get("/api/settings")["home_name"] == "Home"


@pytest.mark.usefixtures("no_backups")
def test_a_backup_is_downloaded_uploaded_and_deleted(page: Page, tmp_path):
    page.goto("/settings/backup")
    make_backup(page)
    expect(backups(page)).to_contain_text("secrets for this machine only")
    with page.expect_download() as waiting:
        backups(page).get_by_role("link", name="Download").click()
    kept = tmp_path / "mine.zip"
    waiting.value.save_as(kept)

    chooser = page.locator('input[type="file"]')
    chooser.set_input_files(kept)
    expect(backups(page)).to_have_count(2)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    chooser.set_input_files(broken)
    expect(page.get_by_role("alert")).to_contain_text("cannot be restored")

    page.route(
        "**/api/backups/**", lambda route: route.fulfill(status=413, body="<html>nginx</html>")
    )
    chooser.set_input_files(kept)
    expect(page.get_by_role("alert")).to_contain_text("a server between this page and the hub")
    page.unroute("**/api/backups/**")

    mine = page.locator('[data-testid="backup"][data-name="mine.zip"]')
    mine.get_by_role("button", name="Delete the backup mine.zip").click()
    page.get_by_test_id("confirm").click()
    expect(backups(page)).to_have_count(1)


@pytest.mark.usefixtures("no_backups")
def test_daily_backups_are_switched_on(page: Page, hub: ServedHub):
    page.goto("/settings/backup")
    page.get_by_role("switch", name="Make a backup every day").check(force=True)
    page.get_by_label("At", exact=True).fill("04:15")
    page.get_by_test_id("schedule-save").click()

    expect(page.get_by_test_id("schedule-next")).to_be_visible()
    schedule = hub.get("/api/backups")["schedule"]
    assert (schedule["daily"], schedule["at"]) == (True, "04:15")
    hub.call("PATCH", "/api/backups/schedule", json={"daily": False})


def test_what_the_doctor_tells_is_shown_and_downloaded(page: Page, tmp_path):
    page.goto("/settings/diagnostics")
    page.get_by_test_id("finding").first.wait_for(timeout=DOCTOR_MS)
    expect(page.get_by_role("heading", name="Everything is in order")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_test_id("hub-diagnostics").click()
    waiting.value.save_as(tmp_path / "told.json")

    told = (tmp_path / "told.json").read_text()
    assert json.loads(told)["about"]["version"]
    assert "ova_" not in told
    assert PASSWORD not in told


def test_the_version_how_to_update_and_what_is_new_are_shown(page: Page):
    page.goto("/settings/updates")
    expect(page.get_by_test_id("update-command")).not_to_be_empty()
    expect(page.get_by_test_id("changes").get_by_role("listitem").first).to_be_visible()
    page.goto("/settings/about")
    expect(page.get_by_test_id("storage")).to_contain_text("Database")
    page.get_by_text("Show libraries and licences").click()
    expect(page.get_by_role("rowheader", name="Flask ").first).to_be_visible()


@pytest.mark.usefixtures("no_backups")
def test_the_pages_fit_a_phone_in_the_dark_and_are_accessible(
    new_context: Callable[..., BrowserContext],
):
    page = new_context(viewport=PHONE, color_scheme="dark", locale="de-DE").new_page()
    for section in ("backup", "updates", "diagnostics", "about"):
        page.goto(f"/settings/{section}")
        page.get_by_test_id(f"settings-{section}").wait_for()
        if section == "diagnostics":
            page.get_by_test_id("finding").first.wait_for(timeout=DOCTOR_MS)
        if section == "backup":
            make_backup(page, PASSPHRASE)
        assert_fits(page)
        assert_accessible(page)
