"""Discord's set-up -> checks: whether each part is there, and what to do if not."""

from __future__ import annotations

import aiohttp
import discord

from adapters.discord.invite import invite
from briefs.model.pastes import Check, unchecked

INTENT = "Message Content Intent"
COMMANDS = {"brief", "Brief this", "digest", "help", "readout", "forget-me"}


async def doctor(token: str | None, *, url: str | None = None) -> tuple[Check, ...]:
    """A bot's token -> what works and what is missing. `url`: another API than Discord's own."""
    if url is not None:
        discord.http.Route.BASE = url
    if not token:
        return (Check("token", False, "DISCORD_TOKEN is not set"),)
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(token)
            found = await client.application_info()
        except discord.LoginFailure:
            return (Check("token", False, "Discord refuses DISCORD_TOKEN"),)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            return (Check("token", False, f"Discord cannot be asked: {type(error).__name__}"),)
        commands = await _commands(client, found.id)
    flags = found.flags
    reads = flags.gateway_message_content or flags.gateway_message_content_limited
    off = f"{INTENT} is off: links that people paste are not seen (Bot, Privileged Gateway Intents)"
    for_people = found.user_integration_config is not None
    alone = "off: people cannot install it for themselves (Installation, User Install)"
    return (
        Check("token", True, f"{found.name}, in {found.approximate_guild_count} servers"),
        Check("messages", reads, f"{INTENT} is on" if reads else off),
        Check("user install", for_people, "on" if for_people else alone),
        commands,
        Check("invite link", True, invite(found.id)),
    )


async def _commands(client: discord.Client, application: int) -> Check:
    """Whether the commands are registered; not checked if Discord does not list them."""
    try:
        known = {one["name"] for one in await client.http.get_global_commands(application)}
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return unchecked("commands", f"Discord cannot be asked: {type(error).__name__}")
    lacking = ", ".join(sorted(COMMANDS - known))
    why = f"lacking until `readout run` has started once: {lacking}"
    return Check("commands", not lacking, why if lacking else "all there")
