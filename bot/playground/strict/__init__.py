"""What Slack refuses, refused here: blocks, messages and views that it would not take."""

from bot.playground.strict.checks import check_message, check_view
from bot.playground.strict.refusal import Refusal

__all__ = ["Refusal", "check_message", "check_view"]
