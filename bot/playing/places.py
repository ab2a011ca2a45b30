"""The workspace of the playground: its people, its channels, and what was said there before."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.person import Person
from bot.playground.standin import StandIn
from bot.playground.workspace import Channel
from bot.playing.cast import Cast, Persona

OTHER_TEAM = "T0OTHER01"

_WELCOME = "技術相談はこのチャンネルへどうぞ。会員の名簿から Nakadachi が相手を探します。"
_ANYONE = "薄肉の樹脂ケースを 50 個ほど試作したいのですが、どなたか経験のある方はいませんか。"
_SHARED = (
    "Hello everybody, thank you for having us in this channel. We look for partners around Tama "
    "for our next project."
)
_DESK = "今週の当番は中川です。紹介のご依頼はこのチャンネルに届きます。"
_MAIL = """件名：真空部品の漏れ試験について
お世話になっております。先日の展示会でご挨拶した者です。
圧力計の検出部 40 個について、ヘリウムリークテストをお願いできる先を探しております。
月末までに結果をいただけると助かります。ご紹介いただけますでしょうか。"""


@dataclass(frozen=True, slots=True)
class Places:
    """Who is there, in the order of the cast, and the channel that coordinators read."""

    people: tuple[tuple[Persona, Person], ...]
    coordinator: Person
    desk: Channel


def furnish(slack: StandIn, cast: Cast) -> Places:
    """Let the people in, and open the channels. The bot hears nothing of what is said before."""
    engineer, liaison = _person(slack, cast.engineer), _person(slack, cast.liaison)
    coordinator = _person(slack, cast.coordinator)
    stranger = slack.person(cast.stranger.name, locale=cast.stranger.locale, team=OTHER_TEAM)
    questions = slack.channel("技術相談", engineer, liaison, coordinator)
    shared = slack.channel("国際連携", engineer, stranger, shared=True)
    desk = slack.channel("コーディネーター", coordinator, private=True)
    square = slack.channel("会員ひろば", engineer, liaison, coordinator)
    coordinator.writes(_WELCOME, questions)
    engineer.writes(_ANYONE, questions)
    stranger.writes(_SHARED, shared)
    coordinator.writes(_DESK, desk)
    engineer.writes(_MAIL, square)
    with slack.platform.changed:
        for channel in (questions, shared, desk):
            channel.members.add(slack.bot.id)
    played = zip(cast, (engineer, liaison, coordinator, stranger), strict=True)
    return Places(tuple(played), coordinator, desk)


def _person(slack: StandIn, persona: Persona) -> Person:
    if persona.id:
        return slack.person(persona.name, locale=persona.locale, id_=persona.id)
    return slack.person(persona.name, locale=persona.locale)
