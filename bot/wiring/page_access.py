"""The page's token: the one that is set, or a generated one stored beside the database."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from adapters.web.guards.page_token import Guesses, PageToken
from bot.settings import Settings
from bot.wiring.environment import Environment

FILE = "page-token"
"""Name of the file in the data folder. Machines that share a database set READOUT_TOKEN instead."""


def page_token(
    settings: Settings, *, environment: Environment
) -> tuple[PageToken | None, str | None]:
    """Settings -> the page's token, and its secret if it was generated just now.

    (None, None) where only this machine reaches the page and no token is set.
    """
    if not settings.private:
        return None, None
    made = None
    if settings.token is not None:
        secret = settings.token.get_secret_value()
    else:
        secret, new = _saved_secret(settings.data / FILE)
        made = secret if new else None
    guesses = Guesses(monotonic=time.monotonic)
    return PageToken(secret=secret, now=environment.now, guesses=guesses), made


def _saved_secret(file: Path) -> tuple[str, bool]:
    """The file's secret, and whether it was generated now. Only its owner may read it."""
    secret = secrets.token_urlsafe(24)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        token = file.read_text("utf-8").strip()
        if token:
            return token, False
        handle = os.open(file, os.O_WRONLY | os.O_TRUNC)  # an earlier start was interrupted
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(secret + "\n")
    return secret, True
