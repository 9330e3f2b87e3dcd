"""What the tests in a browser share: starting it, signing in, and looking at a page as a whole."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    StorageState,
    expect,
)
from tests.hubs import PASSWORD, ServedHub
from tests.peers import require

DESK = {"width": 1280, "height": 860}
PHONE = {"width": 360, "height": 740}
SLOW_MS = 60_000
DOCTOR_MS = 240_000
"""It compiles the sentences of every language and starts a recogniser."""
PLANTED = "<script>window.planted = true</script><img src=x onerror='window.planted = true'>"
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STILL = """async () => {
    const moving = document.getAnimations().filter(
        (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity,
    );
    await Promise.allSettled(moving.map((one) => one.finished));
}"""

expect.set_options(timeout=SLOW_MS)


def launch(playwright: Playwright, arguments: Sequence[str] = ()) -> Browser:
    """Start Chromium: the one without windows where it is there, as it takes a fifth less."""
    program = shutil.which("chromium-headless-shell")
    return playwright.chromium.launch(
        executable_path=program or require("chromium", "the page needs a browser"),
        headless=True,
        args=["--disable-background-networking", "--no-first-run", "--no-sandbox", *arguments],
    )


def hearing(recording: Path) -> list[str]:
    """Return the arguments of a Chromium whose microphone hears a WAV file once."""
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={recording}%noloop",
        "--autoplay-policy=no-user-gesture-required",
    ]


def owner_of(browser: Browser, hub: ServedHub, name: str = "anna") -> StorageState:
    """Sign the owner in, or somebody else, and return the cookies."""
    context = browser.new_context(base_url=hub.url)
    answer = context.request.post("/api/session", data={"username": name, "password": PASSWORD})
    assert answer.ok
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def watched() -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Gives a function that watches a browser; at the end all are closed and no page had an error."""
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def watch(context: BrowserContext) -> BrowserContext:
        context.set_default_timeout(SLOW_MS)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on(
            "console",
            lambda message: (
                errors.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        contexts.append(context)
        return context

    yield watch
    for context in contexts:
        context.close()
    assert errors == []


def assert_fits(page: Page) -> None:
    """Nothing sticks out of the page."""
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], width


def assert_accessible(page: Page) -> None:
    """Axe finds nothing serious once everything has stopped moving: what fades in is pale."""
    page.evaluate(STILL)
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
    )
    serious = [
        f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0]['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == [], serious


def assert_nothing_planted_ran(page: Page) -> None:
    """No script that was planted in what the page shows has run."""
    assert page.evaluate("window.planted") is None
