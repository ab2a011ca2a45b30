"""axe-core over what is on the page now."""

from __future__ import annotations

import functools

from playwright.sync_api import Page

from tests.conftest import ROOT

_AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']})
  return found.violations
    .filter(one => one.impact === 'serious' || one.impact === 'critical')
    .map(one => `${one.id}: ${one.help}\\n` + one.nodes.slice(0, 5)
      .map(node => `    ${node.html.slice(0, 200)}\\n    ${node.failureSummary}`).join('\\n'))
}"""


@functools.cache
def _axe() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Every serious or critical violation, with the first of its places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN)
    return found
