"""Tests in a real browser: people use the page, and behind it is the whole bot.

They need Chromium, so they are no part of ``make test`` but of ``make test-web``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.chromium import Watch, chromium
from tests.browser.serving import Playground
from tests.browser.tab import Tab
from tests.conftest import ROOT
from tests.scenarios.town import copy_home

Opens = Callable[..., Tab]

_FAILED = pytest.StashKey[bool]()
_PICTURES = ROOT / "build" / "browser"

_PATIENCE = 10_000.0
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def playground(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """A playground over the sample directory for all tests of a module."""
    home = copy_home(sample_home, tmp_path_factory.mktemp("playground") / "home")
    with Playground(home) as playground:
        yield playground


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture
def opens(
    browser: Browser, playground: Playground, request: pytest.FixtureRequest
) -> Iterator[Opens]:
    """Opens the page in a browser of its own: ``opens(ENGINEER)``.

    Nothing may go wrong in it, and nothing may leave this machine.
    """
    watches: list[Watch] = []
    contexts: list[BrowserContext] = []

    def open_page(person: int, place: str = "", **options: object) -> Tab:
        asked = {"width": 1280, "height": 800, "color_scheme": "light", **options}
        context = browser.new_context(
            viewport={"width": asked.pop("width"), "height": asked.pop("height")},
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
            **asked,
        )
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        watch = Watch(playground.address)
        watch.over(context)
        watches.append(watch)
        return Tab(context.new_page(), playground.address, watch).opened_as(person, place)

    yield open_page
    if request.node.stash.get(_FAILED, False):
        _keep_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()
    assert not [trouble for watch in watches for trouble in watch.found()]


def _keep_pictures(contexts: Iterable[BrowserContext], test: str) -> None:
    """What was on the pages when a test failed."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=_PICTURES / f"{test}.{number}.png")
