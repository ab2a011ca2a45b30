"""What goes out to Slack: through the gate, by whichever way works, once."""
