"""Autocompletion of options: quick, and right whatever is typed."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.commands.digest_commands import Digests, _zones
from adapters.discord.commands.readout_commands import Setup
from briefs.model.delivery import Mode, PlaceSettings, Subscription
from briefs.model.feeds import Feed
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary
from tests.conftest import examples
from tests.fakes.discord_limits import units

TYPED = st.one_of(st.text(max_size=100), st.sampled_from(["europe", "b e", "(", "\\", "\0", "é"]))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACE = Place("discord", "1", "2")


class Many:
    """The digests of a channel that has as many as possible, with odd names."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.digests = self

    async def feeds(self, place: object) -> tuple[Feed, ...]:
        return tuple(
            Feed(f"feed{number}", f"https://a.example/{number}" + "x" * number, name, NOON)
            for number, name in enumerate(self.names)
        )

    async def listed(self, place: object) -> tuple[DigestSummary, ...]:
        return tuple(
            DigestSummary(
                Subscription(
                    f"key{number}", PLACE, "1", "08:00", (0, 2), "UTC", NOON,
                    paused=name or None, name=name,
                ),
                "",
            )
            for number, name in enumerate(self.names)
        )  # fmt: skip

    async def settings(self, place: object) -> PlaceSettings:
        return PlaceSettings(mode=Mode.AUTO, muted_sites=tuple(self.names))


INTERACTION: Any = SimpleNamespace(
    channel=SimpleNamespace(guild=None), user=SimpleNamespace(id=1), guild_id=None, locale="de",
    context=SimpleNamespace(private_channel=False),
)  # fmt: skip


@example(typed="", names=["𝒜" * 60, "a" + "𝒜" * 99, "𝒜" * 50, "a" * 101])
@given(typed=TYPED, names=st.lists(st.text(max_size=200), max_size=40))
@settings(deadline=None, max_examples=examples(150))
def test_whatever_is_typed_discord_takes_what_is_offered(typed: str, names: list[str]) -> None:
    requests: Any = Many(names)
    digests = Digests(requests=requests, chat=cast("Any", None), windows=cast("Any", None))
    nobody = cast("Any", None)
    setup = Setup(requests=requests, chat=nobody, erasing=nobody, panel=nobody)

    async def offered() -> None:
        for offer in (digests._zones, digests._feeds, digests._digests, setup._muted):
            found = await offer(INTERACTION, typed)
            assert len(found) <= 25
            for one in found:
                assert one.name.strip()
                assert 1 <= units(one.name) <= 100
                assert 1 <= units(str(one.value)) <= 100

    asyncio.run(offered())


@pytest.mark.parametrize("typed", ["", "a", "europe/", "no such place"])
async def test_all_zones_are_looked_through_in_time(typed: str) -> None:
    _zones.cache_clear()
    assert len(_zones()) > 400
    digests = Digests(
        requests=cast("Any", Many([])), chat=cast("Any", None), windows=cast("Any", None)
    )
    begun = time.perf_counter()
    await digests._zones(INTERACTION, typed)
    assert time.perf_counter() - begun < 0.5  # Discord gives up after three seconds
