"""What is logged: keys and reasons of ours, warnings of libraries, and no values."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.settings import load
from bot.wiring.logging_setup import OWN, set_up


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, *OWN)]
    before = [(logger, logger.level, logger.handlers) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers = handlers


def _fail() -> None:
    secret = "xoxb-" + "0" * 12
    assert secret
    raise ValueError("a fault")


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_traceback_shows_no_values(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(load({"READOUT_LOG_FORMAT": form}))
    try:
        _fail()
    except ValueError:
        logging.getLogger("bot.flows.x").exception("job failed", extra={"key": "k1"})
    said = capsys.readouterr().err
    assert "a fault" in said
    assert "k1" in said
    assert "xoxb-0" not in said
    if form == "json":
        assert json.loads(said)["event"] == "job failed"


@pytest.mark.parametrize("library", ["aiosqlite", "slack_sdk", "httpx", "discord.gateway", "any"])
def test_libraries_are_heard_from_warnings_on(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(load({"READOUT_LOG_LEVEL": "debug"}))
    logging.getLogger(library).info("what somebody wrote")
    logging.getLogger(library).warning("a warning")
    logging.getLogger("adapters.x").debug("a step of ours")
    said = capsys.readouterr().err
    assert "what somebody wrote" not in said
    assert "a warning" in said
    assert "a step of ours" in said


def test_at_error_nobody_warns(capsys: pytest.CaptureFixture[str]) -> None:
    set_up(load({"READOUT_LOG_LEVEL": "error"}))
    logging.getLogger("any").warning("a warning")
    logging.getLogger("bot.x").warning("another")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_libraries_lack_that_is_not_used_is_no_news(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(load({"READOUT_LOG_FORMAT": form}))
    told = logging.getLogger("discord.client")
    told.warning("%s is not installed, voice will NOT be supported", "davey")
    told.warning("a rate limit was hit")
    said = capsys.readouterr().err
    assert "voice" not in said
    assert "a rate limit was hit" in said
