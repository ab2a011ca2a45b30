"""The page on which one looks over the shoulders of people in the stand-in for Slack."""
