"""Which proxy requests go through: the SDK takes any that is set, whatever NO_PROXY says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

Client = TypeVar("Client", WebClient, WebhookClient)

# The one that Python reads first where both are set.
_EXCEPTIONS = "no_proxy"


def heeding_exceptions(client: Client, url: str) -> Client:
    """The client, without a proxy where none is to be used for the host of ``url``."""
    if proxy_bypass(urlsplit(url).netloc):
        client.proxy = None
    return client


@contextmanager
def reached_directly(url: str) -> Iterator[None]:
    """No proxy is used for the host of ``url`` meanwhile, in this process and those it starts."""
    host = urlsplit(url).hostname or ""
    before = os.environ.get(_EXCEPTIONS)
    said = before or os.environ.get(_EXCEPTIONS.upper(), "")
    if said.strip() != "*":
        os.environ[_EXCEPTIONS] = ",".join(filter(None, (said, host, f"[{host}]")))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_EXCEPTIONS, None)
        else:
            os.environ[_EXCEPTIONS] = before
