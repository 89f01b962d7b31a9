"""Components as rendering.py made them, on their way through discord.py."""

from __future__ import annotations

import discord

from adapters.discord.rendering import Component

NOBODY = discord.AllowedMentions.none()


class Layout(discord.ui.LayoutView):
    """Components as rendering.py made them.

    It keeps no items, so discord.py remembers nothing of it: buttons are answered by
    commands/buttons.py, after a restart too.
    """

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self._components = components

    def to_components(self) -> list[Component]:
        """The components themselves."""
        return self._components

    def has_components_v2(self) -> bool:
        """Always."""
        return True
