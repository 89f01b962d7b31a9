"""Every platform: the one list, against which tests check all others."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never


class Platform(StrEnum):
    """A platform; its value is stored, as in `Place.platform`."""

    SLACK = "slack"
    DISCORD = "discord"
    WEB = "web"

    @property
    def label(self) -> str:
        """Its name for people."""
        match self:
            case Platform.SLACK:
                return "Slack"
            case Platform.DISCORD:
                return "Discord"
            case Platform.WEB:
                return "the local page"
        assert_never(self)

    @property
    def is_chat(self) -> bool:
        """Whether it is a chat; the local page is not."""
        match self:
            case Platform.SLACK | Platform.DISCORD:
                return True
            case Platform.WEB:
                return False
        assert_never(self)

    @property
    def same_person_everywhere(self) -> bool:
        """Whether one identifier names a person in every workspace, and in direct messages."""
        match self:
            case Platform.DISCORD:
                return True
            case Platform.SLACK | Platform.WEB:
                return False
        assert_never(self)


CHATS = tuple(platform for platform in Platform if platform.is_chat)
SAME_PERSON_EVERYWHERE = frozenset(one for one in Platform if one.same_person_everywhere)
