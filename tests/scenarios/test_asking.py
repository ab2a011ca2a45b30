"""A question in a channel, one good answer in its thread."""

from __future__ import annotations

from tests.scenarios.town import (
    HELIUM,
    HELIUM_MEMBER,
    TITANIUM,
    TITANIUM_MEMBER,
    VIOLIN,
    Bot,
    Town,
)

Lively = tuple[Town, Bot]


def test_a_mention_is_answered_in_its_thread_for_all_to_see(lively: Lively) -> None:
    town, _ = lively
    said = town.alice.mentions(TITANIUM, channel=town.general)
    answer = town.alice.sees_answer_to(said)
    assert answer.thread_ts == said.ts
    assert answer.says(TITANIUM_MEMBER)
    assert town.bob.sees(TITANIUM_MEMBER, channel=town.general, thread=said)


def test_a_mention_inside_a_thread_is_answered_in_that_thread(lively: Lively) -> None:
    town, _ = lively
    begun = town.bob.writes("Who do we know for leak tests?", channel=town.general)
    said = town.alice.mentions(HELIUM, channel=town.general, thread=begun)
    answer = town.alice.sees_answer_to(said)
    assert answer.thread_ts == begun.ts
    assert answer.says(HELIUM_MEMBER)


def test_a_direct_message_is_answered_where_only_its_writer_sees_it(lively: Lively) -> None:
    town, _ = lively
    answer = town.bob.sees_answer_to(town.bob.writes_to_bot(HELIUM))
    assert answer.says(HELIUM_MEMBER)
    assert answer.channel == town.bob.direct.id
    assert not answer.thread_ts


def test_a_direct_message_in_a_thread_is_answered_in_that_thread(lively: Lively) -> None:
    town, _ = lively
    begun = town.bob.writes_to_bot(HELIUM)
    town.bob.sees_answer_to(begun)
    said = town.bob.writes_to_bot("Titanium milling, 10 pieces", thread=begun)
    answer = town.bob.sees_answer_to(said)
    assert answer.thread_ts == begun.ts


def test_a_mention_of_the_bot_in_a_direct_message_is_answered_once(lively: Lively) -> None:
    town, _ = lively
    said = town.bob.writes_to_bot(f"{town.slack.bot.mention} {HELIUM}")
    assert town.bob.sees_answer_to(said).says(HELIUM_MEMBER)
    town.slack.settle()
    assert len(town.bob.answers_to(said)) == 1


def test_a_match_shows_both_names_the_kind_the_place_the_reason_and_how_sure(
    lively: Lively,
) -> None:
    town, _ = lively
    answer = town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    first = answer.shown.split("\n2. ")[0]
    assert first.split("\n")[1:5] == [
        f"1. {TITANIUM_MEMBER}",
        "Cellvita Tama Co., Ltd.",
        "製品開発型中小企業 · 東京都東村山市 · 有力候補",
        "骨接合プレート・スクリュー・抜去用ドライバーの切削加工（Ti-6Al-4V ELI、公差±0.01）",
    ]
    assert _bold_words(answer.blocks) >= {"切削加工"}
    assert sum(name.startswith("contact:") for name in answer.controls) == 5


def test_the_text_for_notifications_and_screen_readers_carries_the_answer(
    lively: Lively,
) -> None:
    town, _ = lively
    answer = town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    assert f"1. {TITANIUM_MEMBER}（製品開発型中小企業 · 東京都東村山市 · 有力候補）" in answer.text
    assert "Ti-6Al-4V ELI" in answer.text


def test_an_english_question_is_answered_in_english_with_the_buttons_of_the_asker(
    lively: Lively,
) -> None:
    town, _ = lively
    answer = town.alice.sees_answer_to(town.alice.mentions(HELIUM, channel=town.general))
    assert answer.says(HELIUM_MEMBER)
    assert answer.says("株式会社武蔵野ヒノキ製作所")
    assert answer.says("strong match")
    assert answer.controls["contact:1"] == "連絡先"


def test_a_japanese_question_of_an_english_speaker_has_english_buttons(lively: Lively) -> None:
    town, _ = lively
    answer = town.bob.sees_answer_to(town.bob.mentions(TITANIUM, channel=town.general))
    assert answer.says("有力")
    assert answer.controls["contact:1"] == "Contact"


def test_who_has_slack_in_a_third_language_reads_english(lively: Lively) -> None:
    town, _ = lively
    carla = town.newcomer("carla", town.general, locale="de-DE")
    answer = carla.sees_answer_to(carla.mentions(TITANIUM, channel=town.general))
    assert answer.controls["contact:1"] == "Contact"


def test_a_question_in_both_languages_is_answered_in_the_language_of_the_asker(
    lively: Lively,
) -> None:
    town, _ = lively
    mixed = "titanium machining チタン切削"
    alices = town.alice.sees_answer_to(town.alice.mentions(mixed, channel=town.general))
    bobs = town.bob.sees_answer_to(town.bob.mentions(mixed, channel=town.general))
    assert alices.says(TITANIUM_MEMBER)
    assert alices.says("有力")
    assert bobs.says("Cellvita Tama Co., Ltd.")
    assert bobs.says("strong match")


def test_when_nobody_fits_the_bot_says_so_and_offers_the_coordinators(lively: Lively) -> None:
    town, _ = lively
    answer = town.alice.sees_answer_to(town.alice.mentions(VIOLIN, channel=town.general))
    assert answer.says("見つかりませんでした")
    assert answer.says("近い会員")
    assert "contact:3" in answer.controls
    assert answer.controls["ask_coordinators:"] == "コーディネーターに相談する"


def test_a_greeting_gets_a_friendly_line_with_an_example(lively: Lively) -> None:
    town, _ = lively
    answer = town.bob.sees_answer_to(town.bob.writes_to_bot("Hello!"))
    assert answer.says("helium")
    assert not answer.controls
    answer = town.alice.sees_answer_to(town.alice.mentions("ありがとう！", channel=town.general))
    assert answer.says(TITANIUM)
    assert not answer.controls


def test_more_shows_the_profile_without_the_contact_to_whoever_pressed(lively: Lively) -> None:
    town, _ = lively
    answer = town.alice.sees_answer_to(town.alice.mentions(TITANIUM, channel=town.general))
    town.alice.presses(answer, "more:1")
    modal = town.alice.sees_modal(TITANIUM_MEMBER)
    assert "５軸マシニングセンタ" in modal.shown
    assert "@" not in modal.shown
    assert town.bob.modal is None


def test_more_that_comes_too_late_for_a_window_comes_as_a_message(lively: Lively) -> None:
    town, _ = lively
    town.expected_refusals.add("expired_trigger_id")
    dora = town.newcomer("dora", town.general)
    said = dora.mentions(TITANIUM, channel=town.general)
    answer = dora.sees_answer_to(said)
    town.slack.fail("views.open", error="expired_trigger_id")
    dora.presses(answer, "more:1")
    profile = dora.sees("５軸マシニングセンタ", thread=said)
    assert profile.is_ephemeral
    assert "contact:" in profile.controls


def _bold_words(node: object) -> set[str]:
    """Every piece of text that is shown in bold."""
    if isinstance(node, list | tuple):
        return set[str]().union(*map(_bold_words, node))
    if not isinstance(node, dict):
        return set()
    style = node.get("style")
    is_bold = isinstance(style, dict) and bool(style.get("bold"))
    own = {str(node["text"])} if is_bold else set()
    return own.union(*map(_bold_words, node.values()))
