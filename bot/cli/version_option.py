"""The option --version: Readout's version, and the language model's."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import click

from bot.settings import BadSettings, Settings


def version_option(settings: Callable[[], Settings]) -> Callable[[Any], Any]:
    """How settings are read -> the option, as a decorator."""

    def show(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        if not wanted or context.resilient_parsing:
            return
        click.echo(f"readout {version('readout')}\nlanguage model: {_model(settings)}")
        context.exit()

    return click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Say the version, and the language model's.",
    )


def _model(settings: Callable[[], Settings]) -> str:
    """The model's label, even if the settings are invalid: a bug report begins with it."""
    from bot.wiring.model_label import installed_label

    try:
        return installed_label(settings().model) or "none that can be found"
    except BadSettings:
        return "unknown, since the settings make no sense"
