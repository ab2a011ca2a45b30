"""``functions.*``: how the execution of a workflow step ended."""

from __future__ import annotations

from bot.playground.platform import Platform
from bot.playground.shapes import JsonObject, Refused
from bot.playground.steps import Run, faults_in
from bot.playground.web_api.arguments import Takes
from bot.playground.web_api.method import Method


def _succeed(platform: Platform, arguments: JsonObject) -> JsonObject:
    run = _running(platform, arguments)
    if faults := faults_in(arguments["outputs"], run.step.outputs):
        explained = [f"[ERROR] {fault} [json-pointer:/outputs]" for fault in faults]
        raise Refused("parameter_validation_failed", *explained)
    run.outputs = arguments["outputs"]
    platform.journal.accept("functions.completeSuccess", arguments)
    return {}


def _fail(platform: Platform, arguments: JsonObject) -> JsonObject:
    run = _running(platform, arguments)
    run.error = arguments["error"]
    platform.journal.accept("functions.completeError", arguments)
    return {}


def _running(platform: Platform, arguments: JsonObject) -> Run:
    run = platform.runs.by_id.get(arguments["function_execution_id"])
    if run is None:
        raise Refused("function_execution_not_found")
    if run.is_over:
        raise Refused("execution_not_in_running_state")
    return run


METHODS = {
    "functions.completeSuccess": Method(
        _succeed,
        {"function_execution_id": Takes.TEXT, "outputs": Takes.OBJECT},
        ("function_execution_id", "outputs"),
    ),
    "functions.completeError": Method(
        _fail,
        {"function_execution_id": Takes.TEXT, "error": Takes.TEXT},
        ("function_execution_id", "error"),
    ),
}
