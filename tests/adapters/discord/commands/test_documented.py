"""docs/discord.md names exactly the commands that exist, and their options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from discord import app_commands

from tests.fakes.product import ROOT

GUIDE = (ROOT / "docs" / "discord.md").read_text()


def commands(tree: Any) -> Iterator[app_commands.Command[Any, ..., Any]]:
    """Every command of a tree, also those in groups."""
    for one in tree.walk_commands():
        if isinstance(one, app_commands.Command):
            yield one


def in_tables() -> set[str]:
    """The commands in the first column of the guide's tables: after `/digest edit`, `pause`."""
    found = set()
    for row in re.findall(r"^\| (`/.*?) \|", GUIDE, re.MULTILINE):
        group = ""
        for name in re.findall(r"`(/?[\w-]+(?: [\w-]+)?)(?: \w+:)*`", row):
            group = name.partition(" ")[0] if name.startswith("/") else group
            found.add(name if name.startswith("/") else f"{group} {name}")
    return found


async def test_the_guide_has_each_command_and_no_other(env: Any) -> None:
    assert in_tables() == {f"/{one.qualified_name}" for one in commands(env.bot.tree)}


async def test_the_guide_names_each_option(env: Any) -> None:
    words = set(re.findall(r"`(\w+)(?::\w*)?`", GUIDE)) | set(re.findall(r"(\w+):", GUIDE))
    for command in commands(env.bot.tree):
        for option in command.parameters:
            assert option.name in words, f"/{command.qualified_name} {option.name}:"


async def test_the_menu_is_in_the_guide(env: Any) -> None:
    menus = [
        one for one in env.bot.tree.get_commands() if isinstance(one, app_commands.ContextMenu)
    ]
    menus += [
        one for one in env.bot.tree.walk_commands() if isinstance(one, app_commands.ContextMenu)
    ]
    assert all(f"**{one.name}**" in GUIDE for one in menus)
