"""What Discord opens as a form: one for each opening, so that two people's are never mixed up."""

from __future__ import annotations

from typing import Any

import discord

MAX_LABEL = 45

OPEN_S = 3_600.0
"""So long a form waits to be sent; Discord does not tell when one is closed without that."""


class Form(discord.ui.Modal):
    """A modal with a custom_id of its own.

    discord.py tells modals apart by their custom_id alone, whoever sends them: of two with the
    same it remembers the one that was opened last.
    """

    def __init__(self, interaction: discord.Interaction[Any], name: str, *, title: str) -> None:
        custom_id = f"readout:{name}:{interaction.id:x}"
        super().__init__(title=title[:MAX_LABEL], custom_id=custom_id, timeout=OPEN_S)
