"""One hub for the end-to-end tests, started as people start it, and one browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    sync_playwright,
)
from tests.e2e.browsing import DESK, launch, owner_of, watched
from tests.hubs import ServedHub, served_hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner and a token."""
    with served_hub(tmp_path_factory.mktemp("ova") / "home") as served:
        yield served


@pytest.fixture
def kitchen_light_off(hub: ServedHub) -> str:
    """The kitchen light, switched off; its id."""
    hub.post("/api/entities/light.kitchen_light/control", {"service": "turn_off"})
    assert hub.get("/api/entities/light.kitchen_light")["state"] == "off"
    return "light.kitchen_light"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one at a time in a thread."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, hub: ServedHub) -> StorageState:
    """The cookies of the owner, made once: the hub limits how often that may be tried."""
    return owner_of(browser, hub)


@pytest.fixture
def new_context(
    browser: Browser, hub: ServedHub, signed_in: StorageState
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers with the owner signed in; an error any of their pages logs fails the test."""
    with watched() as watch:

        def make(**options: object) -> BrowserContext:
            settled = {
                "base_url": hub.url,
                "viewport": DESK,
                "storage_state": signed_in,
                "locale": "en-US",
                **options,
            }
            return watch(browser.new_context(**settled))

        yield make


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A browser with the owner signed in."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of the hub."""
    return context.new_page()
