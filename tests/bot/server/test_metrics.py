"""What is counted is read from the page that Prometheus reads, and holds no ids and no texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.metrics import DeliveryResult, Metrics
from bot.questions import Door, ReplyKind
from index.model import Outcome


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def page(metrics: Metrics) -> set[str]:
    return set(metrics.page().decode().splitlines())


def test_a_question_counts_by_its_door_and_its_outcome(metrics: Metrics) -> None:
    metrics.answered(Door.MENTION, Outcome.NOBODY, 0.12)
    metrics.answered(Door.COMMAND, ReplyKind.SMALL_TALK, 0.01)
    assert {
        'nakadachi_questions_total{door="mention",outcome="nobody"} 1.0',
        'nakadachi_questions_total{door="command",outcome="small_talk"} 1.0',
        'nakadachi_answer_seconds_bucket{le="0.15"} 2.0',
        'nakadachi_answer_seconds_bucket{le="0.1"} 1.0',
    } <= page(metrics)


def test_a_clock_that_was_set_back_makes_no_negative_time(metrics: Metrics) -> None:
    metrics.answered(Door.DIRECT, Outcome.MATCHES, -3600)
    metrics.acknowledged(-1)
    assert {"nakadachi_answer_seconds_sum 0.0", "nakadachi_acknowledge_seconds_sum 0.0"} <= page(
        metrics
    )


def test_every_result_of_a_delivery_begins_at_zero(metrics: Metrics) -> None:
    metrics.delivered(DeliveryResult.DUPLICATE)
    for result in DeliveryResult:
        count = 1.0 if result is DeliveryResult.DUPLICATE else 0.0
        assert f'nakadachi_deliveries_total{{result="{result}"}} {count}' in page(metrics)


def test_calls_of_slack_count_by_method_and_error(metrics: Metrics) -> None:
    metrics.called_slack("chat.postMessage")
    metrics.called_slack("chat.postMessage", "not_in_channel")
    assert metrics.value("nakadachi_slack_calls_total", method="chat.postMessage", result="ok") == 1
    said = 'nakadachi_slack_calls_total{method="chat.postMessage",result="not_in_channel"} 1.0'
    assert said in page(metrics)


def test_what_is_no_method_and_no_error_code_is_not_shown(metrics: Metrics) -> None:
    metrics.called_slack("https://slack.com/api/?token=xoxb-1", "who can cut titanium?")
    assert 'nakadachi_slack_calls_total{method="other",result="other"} 1.0' in page(metrics)
    assert "titanium" not in metrics.page().decode()


def test_the_index_and_the_socket_are_seen(metrics: Metrics) -> None:
    metrics.index_serves(datetime(2026, 11, 1, tzinfo=UTC), 150)
    metrics.socket_connected(True)
    metrics.socket_reconnected()
    metrics.unfinished(3)
    assert metrics.value("nakadachi_index_built_timestamp_seconds") == 1793491200
    assert {
        "nakadachi_members 150.0",
        "nakadachi_socket_connected 1.0",
        "nakadachi_socket_reconnects_total 1.0",
        "nakadachi_unfinished_deliveries 3.0",
    } <= page(metrics)
