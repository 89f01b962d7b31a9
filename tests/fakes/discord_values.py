"""Objects of our own fake of Discord, with the fields that its documentation names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

Payload = dict[str, Any]
BOT = "1456074443980800001"
BOT_ROLE = "1456074443980800002"
TOKEN = "token-of-the-fake-discord"
GUILD_CHANNELS = {0, 2, 4, 5, 13, 15, 16}
"""Types of channels that are not threads: text, voice, category, news, stage, forum, media."""


def user_value(number: str, name: str, *, bot: bool = False) -> Payload:
    """https://discord.com/developers/docs/resources/user#user-object"""
    return {
        "id": number, "username": name, "discriminator": "0", "global_name": name, "avatar": None,
        "bot": bot, "public_flags": 0,
    }  # fmt: skip


def bot_user() -> Payload:
    """The bot itself."""
    return user_value(BOT, "Readout", bot=True)


EVERYBODY = 1 << 10 | 1 << 11
"""View Channel, Send Messages."""


def role_value(number: str, name: str, rights: int, **more: Any) -> Payload:
    """https://discord.com/developers/docs/topics/permissions#role-object"""
    return {
        "id": number, "name": name, "color": 0, "hoist": False, "icon": None, "position": 0,
        "permissions": str(rights), "managed": False, "mentionable": False, "flags": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}, **more,
    }  # fmt: skip


def member_value(user: Payload, joined_at: datetime, roles: list[str]) -> Payload:
    """https://discord.com/developers/docs/resources/guild#guild-member-object"""
    return {
        "user": user, "nick": None, "avatar": None, "roles": roles, "deaf": False, "mute": False,
        "joined_at": joined_at.isoformat(), "flags": 0, "pending": False,
        "communication_disabled_until": None,
    }  # fmt: skip


def guild_value(number: str, name: str, joined_at: datetime, rights: int) -> Payload:
    """https://discord.com/developers/docs/resources/guild#guild-object, as GUILD_CREATE has it."""
    own_role = role_value(BOT_ROLE, "Readout", rights, managed=True, tags={"bot_id": BOT})
    return {
        "id": number, "name": name, "owner_id": "1", "icon": None, "splash": None,
        "discovery_splash": None, "afk_channel_id": None, "afk_timeout": 300, "banner": None,
        "verification_level": 1, "default_message_notifications": 0, "explicit_content_filter": 0,
        "roles": [role_value(number, "@everyone", EVERYBODY), own_role], "emojis": [], "stickers": [],
        "features": [], "mfa_level": 0, "application_id": None, "system_channel_id": None,
        "system_channel_flags": 0, "rules_channel_id": None, "vanity_url_code": None,
        "description": None, "premium_tier": 0, "preferred_locale": "en-US", "nsfw_level": 0,
        "public_updates_channel_id": None, "premium_progress_bar_enabled": False,
        "joined_at": joined_at.isoformat(), "large": False, "unavailable": False,
        "member_count": 3, "voice_states": [], "presences": [], "stage_instances": [],
        "guild_scheduled_events": [], "soundboard_sounds": [],
        "members": [member_value(bot_user(), joined_at, [BOT_ROLE])],
    }  # fmt: skip


def channel_value(number: str, guild: str, name: str, kind: int, **more: Any) -> Payload:
    """https://discord.com/developers/docs/resources/channel#channel-object"""
    made: Payload = {
        "id": number, "guild_id": guild, "type": kind, "name": name, "position": 0,
        "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None,
        "last_message_id": None, "rate_limit_per_user": 0, "flags": 0,
    }  # fmt: skip
    if kind in {2, 13}:
        made |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
    if kind in {15, 16}:
        made |= {"available_tags": [], "default_reaction_emoji": None, "default_forum_layout": 0}
    return made | more


def thread_value(number: str, parent: Payload, name: str, owner: str, at: datetime) -> Payload:
    """A public thread, or a post of a forum."""
    return {
        "id": number, "guild_id": parent["guild_id"], "parent_id": parent["id"], "owner_id": owner,
        "type": 10 if parent["type"] == 5 else 11, "name": name, "last_message_id": None,
        "rate_limit_per_user": 0, "flags": 0, "message_count": 0, "member_count": 1,
        "total_message_sent": 0, "applied_tags": [],
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 1440, "locked": False,
            "archive_timestamp": at.isoformat(), "create_timestamp": at.isoformat(),
        },
    }  # fmt: skip
