"""Showing a form, and reading what was typed in one that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

Typed = str | tuple[str, ...]
"""A text, or what was chosen."""


async def show(interaction: discord.Interaction[Any], form: discord.ui.Modal) -> None:
    """Show a form as the answer; discord.py keeps nothing of it, forms.py reads what comes back."""
    await interaction.response.send_modal(form)
    form.stop()


def typed_in(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Typed]]:
    """The fields of a form that was sent, each in its label -> their names and values."""
    for one in components:
        field = one.get("component") or one
        if "custom_id" in field:
            values = field.get("values")
            yield field["custom_id"], field.get("value") or "" if values is None else tuple(values)
