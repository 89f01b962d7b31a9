"""Shows forms, and reads the values of a submitted one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

Typed = str | tuple[str, ...]
"""The value of a field: a text, or what was chosen in a select."""


async def show(interaction: discord.Interaction[Any], form: discord.ui.Modal) -> None:
    """Show a form as the answer. discord.py forgets it at once; forms.py reads what comes back."""
    await interaction.response.send_modal(form)
    form.stop()


def typed_in(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Typed]]:
    """Components of a submitted form (fields, perhaps in labels) -> names and values."""
    for one in components:
        field = one.get("component") or one
        if "custom_id" in field:
            values = field.get("values")
            yield field["custom_id"], field.get("value") or "" if values is None else tuple(values)
