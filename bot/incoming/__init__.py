"""What comes in from Slack, read into plain text and frozen dataclasses."""
