"""What the pages about Slack show: real answers over the sample directory, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.blocks.answer_windows import answer_view
from bot.blocks.answers import Audience, answer_message
from bot.blocks.home import home_tab
from bot.blocks.search_form import empty_form, found_form
from bot.carried import Carried
from bot.home import HomePage, Question
from bot.messages.following_words import following_words_in
from bot.questions import Reply, ReplyKind
from index.model import Answer
from index.suggesting import Options
from profiles.model import Kind, Member
from scripts.pictures import picture, wrapped

ASKER, COLLEAGUE, COORDINATOR, CONTACT = "U0ASKER", "U0COLLEAGUE", "U0COORDINATOR", "U0CONTACT"
CHANNEL = "C0COORDINATORS"
NAMES = {
    "ja": {
        ASKER: "鈴木",
        COLLEAGUE: "田中",
        COORDINATOR: "佐藤（事務局）",
        CONTACT: "高橋",
        CHANNEL: "コーディネーター",
    },
    "en": {
        ASKER: "Suzuki",
        COLLEAGUE: "Tanaka",
        COORDINATOR: "Sato (office)",
        CONTACT: "Takahashi",
        CHANNEL: "coordinators",
    },
}
# What is asked, by scene.
NOISE = {
    "ja": "放射ノイズと静電気の下見測定、試作品1台",
    "en": "EMC pre-compliance measurements before certification",
}
ONLY = {"ja": "公設試だけで", "en": "only research institutes"}
TITANIUM = {
    "ja": "チタンの小物部品を切削、10個",
    "en": "Turning and milling of small titanium parts",
}
MAIL = {
    "ja": "お世話になっております。新しい検査装置の真空部品40個について、ヘリウムリーク試験を"
    "お願いできる先をご存じありませんか。来月中に結果が必要です。",
    "en": "Do you happen to know who could helium leak-test 40 vacuum parts of our new instrument? "
    "We need the results next month.",
}
HELIUM = {
    "ja": "真空部品40個のヘリウムリーク試験",
    "en": "Who can check 40 gauge heads for helium leaks?",
}
VIOLIN = {"ja": "バイオリンを教えてくれる先生", "en": "A teacher for the violin"}
# Short statements of the sample, such as the bot suggests.
OFFERS = {
    "ja": ("ミシンによる機械カバー、防護服", "二液混合シリコーンのLIM成形、パッキン・弁"),
    "en": ("Titanium and Inconel brackets milled", "Tungsten, molybdenum and tantalum parts"),
}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
# The member that somebody in the pictures speaks for.
OWN = "D031"
# Menus are shown folded, so one option in each will do.
_OPTIONS = Options((Kind.UNIVERSITY,), (("Tokyo", ""),), ("ISO 9001",))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a scene: what was asked, then changed, or chosen in a form, by language."""

    texts: Mapping[str, str]
    change: Mapping[str, str] | None = None
    places: tuple[str, ...] = ()


ASKED: Mapping[str, Asked] = {
    "mention": Asked(NOISE),
    "follow-up": Asked(NOISE, change=ONLY),
    "command": Asked(HELIUM),
    "shortcut": Asked(MAIL),
    "form": Asked(TITANIUM, places=("Tokyo/",)),
    "step": Asked(HELIUM),
    "nobody": Asked(VIOLIN),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """The members of the sample directory by their ids, and its answers by scene and language."""

    members: Mapping[str, Member]
    answers: Mapping[str, Answer]

    def reply(self, scene: str, lang: str) -> Reply:
        """The reply to the question of a scene."""
        is_refined = ASKED[scene].change is not None
        answer = self.answers[f"{scene}.{lang}"]
        return Reply(ReplyKind.ANSWER, lang, lang, "q1", answer, is_refined=is_refined)


Scene = Callable[[Sample, str], str]


def mention(sample: Sample, lang: str) -> str:
    """A question in a channel."""
    answer = answer_message(sample.reply("mention", lang), Audience.CHANNEL)
    return _said(lang, ASKER, f"@Nakadachi {NOISE[lang]}", picture(answer))


def follow_up(sample: Sample, lang: str) -> str:
    """A refinement in its thread."""
    answer = answer_message(sample.reply("follow-up", lang), Audience.CHANNEL)
    return _said(lang, COLLEAGUE, ONLY[lang], picture(answer, most=1))


def prompts(_: Sample, lang: str) -> str:
    """The conversation with the bot, before anything was asked."""
    words = following_words_in(lang)
    return "\n".join((words.prompts_title, "", *(f"[{offer}]" for offer in OFFERS[lang])))


def command(sample: Sample, lang: str) -> str:
    """An answer that only the asker sees."""
    answer = answer_message(sample.reply("command", lang), Audience.PRIVATE)
    return _said(lang, ASKER, f"/partners {HELIUM[lang]}", picture(answer, most=1))


def shortcut(sample: Sample, lang: str) -> str:
    """The answer to somebody's message, in a window."""
    carried = Carried(lang, "q1", channel="C12345", thread="1700000000.000100")
    return picture(answer_view(sample.reply("shortcut", lang), carried), most=1)


def form(sample: Sample, lang: str) -> str:
    """The search form with its results."""
    reply, inputs = sample.reply("form", lang), empty_form(_OPTIONS, lang).blocks
    filled = {"text": TITANIUM[lang], "places": {"ja": "東京都", "en": "Tokyo"}[lang]}
    return picture(found_form(inputs, Carried(lang), reply), filled=filled, most=1)


def home(sample: Sample, lang: str) -> str:
    """The home tab of somebody who speaks for a member."""
    asked = ((NOISE, 5), (VIOLIN, 0))
    questions = tuple(
        Question(f"q{number}", texts[lang], NOON, found)
        for number, (texts, found) in enumerate(asked)
    )
    return picture(home_tab(HomePage(lang, True, questions, (sample.members[OWN],))))


def step(sample: Sample, lang: str) -> str:
    """What the step of a workflow gives out."""
    reply = sample.reply("step", lang)
    answer = answer_message(reply, Audience.SHARED).text
    ids = [match.member.id for match in reply.answer.matches] if reply.answer else []
    outputs = (("Answer", answer.splitlines()), ("Member ids", ids), ("Outcome", ["matches"]))
    return "\n".join(
        line
        for name, lines in outputs
        for line in (f"{name}:", *(f"  {part}" for one in lines for part in wrapped(one)))
    )


def nobody(sample: Sample, lang: str) -> str:
    """Nobody fits, and the coordinators can be asked."""
    return picture(answer_message(sample.reply("nobody", lang), Audience.DIRECT), most=1)


def _said(lang: str, who: str, what: str, answer: str) -> str:
    return f"{NAMES[lang][who]}:  {what}\n\n{answer}"


DOORS: Mapping[str, Scene] = {
    "mention": mention,
    "follow-up": follow_up,
    "prompts": prompts,
    "command": command,
    "shortcut": shortcut,
    "form": form,
    "home": home,
    "step": step,
    "nobody": nobody,
}
