"""Passes the components of rendering.py to discord.py as they are."""

from __future__ import annotations

import discord

from adapters.discord.rendering import Component

NOBODY = discord.AllowedMentions.none()


class Layout(discord.ui.LayoutView):
    """A view of finished components.

    It has no items of discord.py, which so remembers nothing of it: commands/buttons.py answers
    its buttons, after a restart too.
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
