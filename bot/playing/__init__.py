"""The playground: the whole bot before a stand-in for Slack, over a copy of the directory."""
