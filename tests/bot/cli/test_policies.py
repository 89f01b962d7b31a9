"""The privacy policy and the terms say the numbers that the code has; the icon is what forms take."""

from __future__ import annotations

import struct

import pytest

from adapters.storage.repositories.erasure import TOMBSTONE_S
from adapters.storage.repositories.page_cache import MAX_CACHE_BYTES
from bot.flows.answer_links import QUOTA
from bot.flows.brief_url import KEEP_FOR
from bot.flows.poll_feeds import PAGE_KEPT_FOR
from bot.retries import LONGEST_S
from bot.services.chat_requests import GRACE
from bot.settings import Settings
from tests.conftest import ROOT

RETENTION_DAYS = Settings.model_fields["retention_days"].default


def text(name: str) -> str:
    """A document on one line, so that a sentence is found wherever its lines break."""
    return " ".join((ROOT / "docs" / name).read_text("utf-8").split())


def test_the_policy_says_how_long_things_are_stored() -> None:
    policy = text("privacy.md")
    rows = policy.count(f"| {RETENTION_DAYS} days")
    assert rows == 5
    assert f"| {RETENTION_DAYS} days (`READOUT_RETENTION_DAYS`) |" in policy
    assert f"their entries {RETENTION_DAYS} days" in policy
    megabytes = MAX_CACHE_BYTES // 2**20
    assert (
        f"articles {KEEP_FOR.days} days, feeds {PAGE_KEPT_FOR.days} days, at most {megabytes} MB"
        in policy
    )
    assert TOMBSTONE_S == 24 * 3600
    assert "a hash of its key is kept for a day" in policy
    assert LONGEST_S == 6 * 3600
    assert "six hours at most" in policy


@pytest.mark.parametrize("name", ["privacy.md", "terms.md"])
def test_both_say_when_a_removed_bot_forgets(name: str) -> None:
    """Slack: test_an_uninstalled_workspace_is_erased; Discord: `erase_left` with GRACE."""
    said = text(name)
    assert f"after {GRACE.days} days" in said
    assert "at once" in said
    assert "Slack" in said.split("at once")[0].rsplit(".", 1)[-1]


def test_the_terms_say_the_quotas() -> None:
    assert QUOTA.window_s == 3600
    limits = f"A person may ask for {QUOTA.person} links an hour and a channel for {QUOTA.place}."
    assert limits in text("terms.md")


def test_both_name_the_ways_to_erase() -> None:
    for name in ("privacy.md", "terms.md"):
        assert "/forget-me" in text(name)
        assert "/readout erase" in text(name)


def test_the_icon_is_a_png_of_512_pixels() -> None:
    head = (ROOT / "docs/pictures/icon.png").read_bytes()[:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (512, 512)
    for guide in ("slack.md", "discord.md"):
        assert "pictures/icon.png" in text(guide)
