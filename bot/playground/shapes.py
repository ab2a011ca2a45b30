"""What the playground's parts hand to each other: JSON as it travels, and refusals."""

from __future__ import annotations

from typing import Any

JsonObject = dict[str, Any]


class Refused(Exception):
    """A request that Slack refuses, with Slack's name for the reason.

    ``messages`` is what Slack explains in ``response_metadata``, ``more`` what it adds beside the
    error, such as the scope that is needed.
    """

    def __init__(self, error: str, *messages: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.more = more

    def to_json(self) -> JsonObject:
        """The body of the response."""
        body: JsonObject = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


class RateLimited(Refused):
    """Too many requests: HTTP 429, and when to come back."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
