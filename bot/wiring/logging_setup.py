"""Logging: events with key and attempt, on standard error, for people or as JSON."""

from __future__ import annotations

import logging
import sys
from typing import assert_never

import structlog

from bot.settings import Settings

OWN = ("bot", "adapters", "briefs")
"""Our own loggers; all others are libraries'. Some of these log each step, with people's messages
and the values of SQL statements: whatever level is set, only their warnings are logged."""

NOT_USED = ("voice will NOT be supported", "`token` will be unused")
"""Warnings that libraries give at each start about features that are not used here (Discord's
voice, a second Slack token); they are dropped."""


def set_up(settings: Settings) -> None:
    """Send all logging of the process through one formatter."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor
    match settings.log_format:
        case "json":
            shared.append(structlog.processors.format_exc_info)
            last = structlog.processors.JSONRenderer()
        case "console":
            # No rich tracebacks: they show the values of variables, among them what people shared.
            last = structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        case _:
            assert_never(settings.log_format)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    handler.addFilter(lambda record: not any(one in str(record.msg) for one in NOT_USED))
    root = logging.getLogger()
    root.handlers = [handler]
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    root.setLevel(max(level, logging.WARNING))
    for name in OWN:
        logging.getLogger(name).setLevel(level)
