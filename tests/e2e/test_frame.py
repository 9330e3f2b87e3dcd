"""What is around every page, in a real browser on a real hub."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from tests.e2e.browsing import PHONE, assert_accessible, assert_fits
from tests.hubs import PASSWORD, ServedHub

from ova.storage.errors import StorageFull


def test_a_new_page_names_the_tab_takes_the_focus_and_is_reached_by_keyboard(page: Page):
    page.goto("/")
    expect(page).to_have_title(re.compile("^Home"))
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()

    page.get_by_role("link", name="Integrations", exact=True).first.click()
    expect(page).to_have_title(re.compile("^Integrations · "))
    expect(page.locator("#main")).to_be_focused()
    expect(page.get_by_test_id("page-name")).to_contain_text("Integrations")
    page.get_by_role("link", name=re.compile("Demo Home")).first.click()
    expect(page).to_have_title(re.compile("^Demo Home · Integrations · "))

    page.keyboard.press("1")
    expect(page).to_have_url(re.compile("/$"))
    page.get_by_test_id("home-search").wait_for()
    page.keyboard.press("/")
    expect(page.get_by_test_id("home-search")).to_be_focused()
    page.keyboard.type("2")
    expect(page.get_by_test_id("home-search")).to_have_value("2")


def test_shortcuts_are_listed_and_can_be_switched_off(page: Page):
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Search on this page")
    page.get_by_test_id("shortcuts-on").press("Space")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("2")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(page).to_have_url(re.compile("/$"))


def sign_in(page: Page) -> None:
    page.get_by_test_id("signin-username").fill("anna")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.get_by_test_id("signin-submit").click()


def test_who_signs_in_again_comes_back_to_the_same_page(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    # A session of its own: it is ended here.
    context = new_context(storage_state=None)
    context.request.post("/api/session", data={"username": "anna", "password": PASSWORD})
    page = context.new_page()
    page.goto("/integrations/demo_home")
    expect(page.get_by_role("heading", name="Demo Home")).to_be_visible()
    context.clear_cookies()
    page.get_by_role("link", name="Schedules", exact=True).first.click()
    sign_in(page)
    expect(page).to_have_url(re.compile("/schedules$"))

    context.clear_cookies()
    page.goto("/integrations/demo_home?once=1")
    sign_in(page)
    expect(page.get_by_role("heading", name="Demo Home")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/integrations/demo_home\?once=1$"))


def test_a_part_that_an_update_took_away_reloads_the_page_once(page: Page):
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    asked: list[str] = []

    def missing(route: Route) -> None:
        asked.append(route.request.url)
        route.abort() if len(asked) == 1 else route.continue_()

    page.route(re.compile("/assets/TalkPage-.*js"), missing)
    with page.expect_navigation(url=re.compile("/talk$"), wait_until="load"):
        page.get_by_role("link", name="Talk", exact=True).first.click()
    expect(page.get_by_test_id("talk-input")).to_be_visible()


def test_a_page_that_crashes_shows_words_and_a_way_on_beside_the_menu(page: Page):
    page.goto("/talk")
    page.get_by_test_id("talk-input").wait_for()
    broken = {"on": True}

    def nonsense(route: Route) -> None:
        if broken["on"]:
            route.fulfill(json=[None])
        else:
            route.continue_()

    page.route("**/api/areas", nonsense)
    page.reload()
    page.goto("/")
    expect(page.get_by_test_id("crashed")).to_be_visible()
    expect(page.get_by_role("link", name="Talk", exact=True).first).to_be_visible()
    broken["on"] = False
    page.get_by_role("button", name="Reload the page").click()
    expect(page.get_by_test_id("home-page")).to_be_visible()


def test_a_phone_has_its_menu_at_the_lower_edge(new_context: Callable[..., BrowserContext]):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/")
    page.get_by_test_id("home-page").wait_for()
    page.get_by_role("link", name="Talk", exact=True).click()
    expect(page.get_by_test_id("talk-input")).to_be_visible()
    page.get_by_test_id("nav-more").click()
    menu = page.get_by_role("dialog")
    expect(menu.get_by_role("link", name="Settings")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    menu.get_by_role("link", name="Integrations").click()
    expect(page.get_by_role("heading", level=1, name="Integrations")).to_be_visible()
    expect(menu).to_have_count(0)


def test_who_has_to_sign_in_again_finds_what_was_typed(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    context = new_context(storage_state=None)
    who = {"username": "anna", "password": PASSWORD}
    context.request.post("/api/session", data=who)
    page = context.new_page()
    page.goto("/settings/general")
    name = page.get_by_role("textbox", name="Name", exact=True)
    name.fill("Villa Kunterbunt")
    context.clear_cookies()
    page.get_by_test_id("save").first.click()
    again = page.get_by_test_id("signin-again")
    expect(again).to_contain_text("What you typed is still there")
    expect(page.get_by_test_id("signin-username")).to_have_value("anna")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("signin-password")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(again).to_have_count(0)
    expect(name).to_have_value("Villa Kunterbunt")
    page.get_by_test_id("save").first.click()
    hub.wait(lambda: hub.get("/api/settings")["home_name"] == "Villa Kunterbunt")

    # Somebody else who signs in here sees nothing of it.
    hub.post("/api/users", {"name": "Ben", "role": "guest", "password": PASSWORD})
    name.fill("What Ben need not know")
    context.clear_cookies()
    page.get_by_test_id("save").first.click()
    page.get_by_test_id("signin-username").fill("Ben")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("not-for-you")).to_be_visible()
    expect(again).to_have_count(0)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until something has the focus, as people without a mouse do."""
    wanted.wait_for()
    for _ in range(150):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {wanted}")


def test_one_lives_in_the_house_with_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], hub: ServedHub, kitchen_light_off: str
):
    page = new_context(storage_state=None, reduced_motion="reduce").new_page()
    page.goto("/")
    tab_to(page, page.get_by_test_id("signin-username"))
    page.keyboard.type("anna")
    tab_to(page, page.get_by_test_id("signin-password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_test_id("home-search").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("kitchen light")
    light = page.locator(f'[data-entity-id="{kitchen_light_off}"]')
    tab_to(page, light.get_by_test_id("entity-tap"))
    page.keyboard.press("Enter")
    expect(light).to_have_attribute("data-state", "on")

    page.keyboard.press("2")
    page.get_by_test_id("talk-input").wait_for()
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    tab_to(page, page.get_by_test_id("talk-input"))
    page.keyboard.type("turn on the coffee brewer")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("talk-reply").last).to_have_attribute("data-failed", "true")

    tab_to(page, page.get_by_role("link", name="History", exact=True).first)
    page.keyboard.press("Enter")
    failed = page.get_by_test_id("history-row").filter(has_text="coffee brewer")
    tab_to(page, failed)
    page.keyboard.press("Enter")
    cure = page.locator('[data-testid="cure"][data-kind="alias"]').first
    tab_to(page, cure.get_by_test_id("cure-apply"))
    page.keyboard.press("Enter")
    expect(cure).to_have_attribute("data-done", "true")
    again = page.get_by_test_id("run-do-again")
    tab_to(page, again)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("run-done-again")).to_have_attribute("data-outcome", "done")

    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("link", name="Settings", exact=True).first, "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_test_id("settings-list").get_by_role("link", name="General"))
    page.keyboard.press("Enter")
    name = page.get_by_role("textbox", name="Name", exact=True)
    tab_to(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.type("Sunhill")
    tab_to(page, page.get_by_test_id("save").first)
    page.keyboard.press("Enter")
    hub.wait(lambda: hub.get("/api/settings")["home_name"] == "Sunhill")


def test_a_full_disk_and_too_many_attempts_have_their_own_words(
    new_context: Callable[..., BrowserContext], page: Page
):
    full = StorageFull("The disk is full.")
    page.route(
        "**/api/settings",
        lambda route: (
            route.continue_()
            if route.request.method == "GET"
            else route.fulfill(
                status=full.status,
                content_type="application/problem+json",
                json={"detail": full.message, "code": full.code, "cure": full.cure},
            )
        ),
    )
    page.goto("/settings/general")
    page.get_by_role("textbox", name="Name", exact=True).fill("Full House")
    page.get_by_test_id("save").first.click()
    expect(page.get_by_role("alert").first).to_contain_text("disk is full")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("Full House")

    # The last test of this file: for a minute nobody signs in any more.
    stranger = new_context(storage_state=None, locale="de-DE")
    wrong = {"username": "anna", "password": "not the password"}
    door = stranger.new_page()
    door.goto("/signin")
    expect(door.get_by_test_id("signin-submit")).to_be_visible()
    while stranger.request.post("/api/session", data=wrong).status != 429:
        pass
    sign_in(door)
    expect(door.get_by_test_id("signin-error")).to_contain_text("Warte eine Minute")
