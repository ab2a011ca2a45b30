"""Which statements are fit to be asked for by somebody who sees nothing else of the profile."""

from __future__ import annotations

import pytest

from bot.prompts import fit_to_ask


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("チタンの切削加工、小ロットから対応", "ja"),
        ("Helium leak testing of vacuum parts", "en"),
        ("記念品の企画と製作を承ります", "ja"),
    ],
)
def test_a_short_statement_is_fit(text: str, lang: str) -> None:
    assert fit_to_ask([text], lang) == [text]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("上記設備の見学・技術相談は予約制です", "ja"),
        ("当社の三次元測定機による受託測定", "ja"),
        ("弊所の電波暗室をお使いいただけます", "ja"),
        ("Training on the above instruments", "en"),
        ("Our laser lab is open to members", "en"),
        ("三次元測定機3台による測定", "ja"),
        ("加工、研磨、検査、梱包まで一貫", "ja"),
        ("測定", "ja"),
        ("Helium leak testing of vacuum parts", "ja"),
    ],
)
def test_what_points_elsewhere_or_says_too_much_or_too_little_is_not(text: str, lang: str) -> None:
    assert fit_to_ask([text], lang) == []
