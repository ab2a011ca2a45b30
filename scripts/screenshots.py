"""Take the pictures in docs/pictures: the playground's page, with answers over the sample.

Run it after a change of what people see, as ``python -m scripts.screenshots``, or with the names
of some pictures. It needs Chromium, and the model that ``make run`` has left in .nakadachi, or in
NAKADACHI_HOME (without it the model is exported first, which takes a minute).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, expect

from scripts.palettes import with_palette
from scripts.scenes import HELIUM, MAIL, NOISE, ONLY, TITANIUM, VIOLIN
from tests.browser.chromium import Watch, chromium
from tests.browser.places import COORDINATOR, DESK, ENGINEER, QUESTIONS
from tests.browser.serving import Playground
from tests.browser.tab import Tab
from tests.conftest import program
from tests.profiles.files import csv_text

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "profiles" / "sample" / "members.xlsx"
PICTURES = ROOT / "docs" / "pictures"
LOCALES = {"ja": "ja-JP", "en": "en-US"}
# Sharp on dense screens, and still small enough for a repository.
_SCALE = 1.5
_SPREADSHEET = csv_text(
    [
        ("会員番号", "会社名", "保有技術", "担当者", "メール", "従業員数"),
        ("N101", "青梅琴工房", "琴の製作と絃の張り替え", "琴田 弦", "kotoda@koto.example", "7"),
        ("N102", "奥多摩三味線店", "三味線の皮の張り替え", "棹山 響", "sao@shami.example", "3"),
        ("N103", "名ばかり商会", "", "", "", "多数"),
    ]
)
_BUILT = 60_000.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what somebody does before it is taken, as whom, and how it looks."""

    does: Callable[[Tab, str], None]
    person: int = ENGINEER
    width: int = 1000
    height: int = 640
    theme: str = "light"


def mention(tab: Tab, lang: str) -> None:
    """A question in the channel, and its answer at the side."""
    tab.goes_to(QUESTIONS)
    answer = tab.asks(NOISE[lang], says="1. ")
    answer.evaluate("message => message.scrollIntoView({block: 'start'})")


def follow_up(tab: Tab, lang: str) -> None:
    """The same with a condition more."""
    mention(tab, lang)
    before = tab.messages("thread").count()
    tab.writes(ONLY[lang], "thread-composer")
    expect(tab.messages("thread")).to_have_count(before + 2)
    tab.answer("1. ", "thread").evaluate("message => message.scrollIntoView({block: 'start'})")


def prompts(tab: Tab, lang: str) -> None:
    """The conversation with the bot, before anything was asked."""
    tab.goes_to_bot()
    expect(tab.part("prompts").get_by_role("button").first).to_be_visible()


def command(tab: Tab, lang: str) -> None:
    """An answer that only the asker sees."""
    tab.goes_to(QUESTIONS)
    tab.writes(f"/partners {HELIUM[lang]}")
    tab.answer("1. ").evaluate("message => message.scrollIntoView({block: 'start'})")


def shortcut(tab: Tab, lang: str) -> None:
    """The answer to a message, in a window."""
    tab.goes_to(QUESTIONS)
    tab.writes(MAIL[lang])
    tab.uses_shortcut_on(tab.messages().last, "Find partners for this")
    expect(tab.modal).to_contain_text("1. ")


def form(tab: Tab, lang: str) -> None:
    """The search form with its results."""
    tab.uses_shortcut("Find partners")
    tab.field("text").fill(TITANIUM[lang])
    tab.submits()
    expect(tab.modal).to_contain_text("1. ")


def home(tab: Tab, lang: str) -> None:
    """The home tab of somebody who has asked before."""
    tab.goes_to_bot()
    tab.writes(TITANIUM[lang])
    tab.answer("1. ")
    tab.goes_home()
    expect(tab.part("home")).to_contain_text(TITANIUM[lang])


def step(tab: Tab, lang: str) -> None:
    """The step of a workflow, and what it gives out."""
    tab.goes_to(QUESTIONS)
    tab.runs_step("Find partners", HELIUM[lang])
    expect(tab.part("step-result")).to_have_attribute("data-state", "completed")


def nobody(tab: Tab, lang: str) -> None:
    """Nobody fits, and the coordinators can be asked."""
    tab.goes_to_bot()
    tab.writes(VIOLIN[lang])
    asked = tab.action("ask_coordinators:").last
    expect(asked).to_be_visible()


def contact(tab: Tab, lang: str) -> None:
    """A contact that only one person sees."""
    tab.goes_to(QUESTIONS)
    answer = tab.asks(TITANIUM[lang], says="1. ")
    before = tab.messages("thread").count()
    tab.presses("contact:1", answer)
    expect(tab.messages("thread")).to_have_count(before + 1)
    tab.messages("thread").last.scroll_into_view_if_needed()


def desk(tab: Tab, lang: str) -> None:
    """A request as coordinators read it."""
    tab.goes_to(QUESTIONS)
    answer = tab.asks(VIOLIN[lang], says="")
    tab.presses("ask_coordinators:", answer)
    tab.becomes(COORDINATOR)
    tab.speaks(LOCALES[lang])
    tab.goes_to(DESK)
    request = tab.message(VIOLIN[lang])
    tab.presses("take:", request)
    expect(tab.action("take:back", request)).to_be_visible()


def report(tab: Tab, lang: str) -> None:
    """What the check of a spreadsheet says."""
    tab.drops("名簿.csv", _SPREADSHEET.encode("cp932"))
    tab.field("options").last.check()
    tab.part("news").last.get_by_role("button").last.click()
    tab.submits()
    expect(tab.action("apply_import:", tab.modal)).to_be_visible(timeout=_BUILT)


def inspector(tab: Tab, lang: str) -> None:
    """What went to the bot, and what came back."""
    mention(tab, lang)
    tab.opens_inspector()
    tab.opens_wire(tab.part("inspector").locator('[data-kind="chat.postMessage"]').first)


SCENES: Mapping[str, Picture] = {
    "mention": Picture(mention),
    "follow-up": Picture(follow_up),
    "prompts": Picture(prompts, height=460),
    "command": Picture(command),
    "shortcut": Picture(shortcut),
    "form": Picture(form),
    "home": Picture(home),
    "step": Picture(step),
    "nobody": Picture(nobody, theme="dark"),
    "contact": Picture(contact, width=360, height=720),
    "desk": Picture(desk, height=560),
    "report": Picture(report, COORDINATOR),
    "inspector": Picture(inspector),
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(SCENES)))
def main(names: tuple[str, ...]) -> None:
    """Take all pictures, or those that are named."""
    PICTURES.mkdir(exist_ok=True)
    with sample_home() as home, chromium() as browser:
        for name in names or SCENES:
            for lang in LOCALES:
                path = PICTURES / f"{name}.{lang}.png"
                # Each in a town where nothing was said before: no picture shows another's traces.
                with Playground(home) as served:
                    take(browser, served, SCENES[name], lang, path)
                click.echo(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} KB")


def take(browser: Browser, served: Playground, scene: Picture, lang: str, path: Path) -> None:
    """Take one picture."""
    context = browser.new_context(
        viewport={"width": scene.width, "height": scene.height},
        device_scale_factor=_SCALE,
        color_scheme="dark" if scene.theme == "dark" else "light",
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    with context:
        watch = Watch(served.address)
        watch.over(context)
        tab = Tab(context.new_page(), served.address, watch).opened_as(scene.person)
        tab.speaks(LOCALES[lang])
        scene.does(tab, lang)
        tab.page.mouse.move(0, 0)
        tab.page.evaluate("document.activeElement.blur()")
        picture = tab.page.screenshot(animations="disabled", caret="hide")
        path.write_bytes(with_palette(picture, tab.page))
        if found := watch.found():
            raise click.ClickException(f"{path.name}: {found}")


@contextmanager
def sample_home() -> Iterator[Path]:
    """A home with the sample, whatever directory is in use otherwise."""
    models = Path(os.environ.get("NAKADACHI_HOME", ROOT / ".nakadachi")) / "models"
    with tempfile.TemporaryDirectory(prefix="nakadachi-pictures-") as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        if models.is_dir():
            (home / "models").symlink_to(models.resolve())
        for arguments in (("import", str(SAMPLE), "--consent", "members"), ("reindex",)):
            ended = program(home, *arguments)
            if ended.returncode:
                raise click.ClickException(ended.stderr)
        yield home


if __name__ == "__main__":
    main()
