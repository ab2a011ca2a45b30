"""The playground in a browser: how soon it is painted, and how soon an answer stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from measuring import ANSWER_SECONDS, PROGRAM, Figure
from playwright.sync_api import Page, sync_playwright

CHROMIUM = os.environ.get("NAKADACHI_CHROMIUM") or shutil.which("chromium")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
# From the key to the first picture with a new answer in it, as the browser's own clock has it.
_ANSWERED = """new Promise(resolve => {
  const answers = () => document.querySelectorAll(
    '[data-testid="messages"] [data-action-id="feedback:"]').length
  const composer = document.querySelector('[data-testid="composer"]')
  const before = answers()
  const watch = new MutationObserver(() => {
    if (answers() > before) {
      watch.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - window.entered)))
    }
  })
  watch.observe(document.body, {childList: true, subtree: true})
  composer.addEventListener('keydown', () => { window.entered = performance.now() },
    {once: true, capture: true})
})"""
_PAINTED = """() => performance.getEntriesByName('first-contentful-paint')
  .map(entry => entry.startTime)[0]"""


def page(home: Path, questions: Sequence[str]) -> Iterator[Figure]:
    """Everything of the page, in a browser without a window."""
    if not CHROMIUM:
        print("the playground's page: not measured, there is no Chromium")
        return
    with playground(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        paints = [_painted(browser.new_page(), address) for _ in range(5)]
        shown = browser.new_page()
        shown.goto(address)
        shown.locator('nav [data-name="Nakadachi"]').first.click()
        times = [_answered(shown, text) for text in questions]
        browser.close()
    yield Figure("page, first paint, median", median(paints), "ms", 1000)
    yield Figure("page, Enter to rendered answer, median", median(times), "ms", 300)
    yield Figure("  slowest", max(times), "ms")


@contextmanager
def playground(home: Path) -> Iterator[str]:
    """A playground in a process of its own; its address."""
    environment = {**os.environ, "NAKADACHI_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [PROGRAM, "serve", "--playground", "--port", "0"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, env=environment, stdout=said, stderr=said) as process,
    ):
        try:
            yield _address(said.fileno(), process)
        finally:
            process.terminate()


def _address(said: int, process: subprocess.Popen[bytes]) -> str:
    ends = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        if found := _ADDRESS.search(os.pread(said, 100_000, 0).decode()):
            return found[0]
        time.sleep(0.05)
    raise SystemExit("the playground did not start")


def _painted(shown: Page, address: str) -> float:
    shown.goto(address)
    shown.get_by_test_id("composer").wait_for()
    painted: float = shown.evaluate(_PAINTED)
    shown.close()
    return painted


def _answered(shown: Page, text: str) -> float:
    composer = shown.get_by_test_id("composer")
    composer.fill(text)
    shown.evaluate(f"() => {{ window.answered = {_ANSWERED} }}")
    composer.press("Enter")
    took: float = shown.evaluate("() => window.answered")
    return took
