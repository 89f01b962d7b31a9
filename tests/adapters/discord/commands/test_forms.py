"""Two people have the same form open: each submits their own, no matter who opened it last."""

from __future__ import annotations

from copy import deepcopy

import pytest

from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.adapters.discord.conftest import World
from tests.adapters.discord.scenarios import LINK, OTHER, Play, kind_of, played, words_of
from tests.adapters.discord.steps import DAILY


def place_of(play: Play, where: dict[str, object]) -> Place:
    return Place("discord", str(play.guild["id"]), str(where["id"]))


async def test_new_digests_of_two_channels(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        other = await p.place("sport")
        await p.command("digest add", by=p.ada)
        await p.command("digest add", by=p.ada, where=other)
        await p.fill(form=0, name="News")
        await p.fill(form=1, name="Sport", where=other)
        of = world.store.subscriptions.of_place
        assert [one.name for one in await of(place_of(p, p.news))] == ["News"]
        assert [one.name for one in await of(place_of(p, other))] == ["Sport"]


async def test_two_halves_of_two_digests(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await p.command("digest add", by=p.ada, **DAILY, name="A")
        await p.command("digest add", by=p.ada, **DAILY, name="B", topics="ferries")
        first, second = [
            one.subscription.key for one in await world.requests.digests.listed(place_of(p, p.news))
        ]
        await p.command("digest list", by=p.ada)
        shown = p.server.shown[-1]
        p.pressed.clear()
        for key in (first, second):
            copy = deepcopy(shown)
            await p.press_id(f"readout:digest:edit:{key}", copy, by=p.ada, where=p.news)
            await p.press_id(f"readout:digest:form:{key}", copy, by=p.ada, where=p.news)
        shown_to = [p.server.answers.get(number, [{}])[-1] for _, number in p.pressed]
        forms = [at for at, one in enumerate(shown_to) if "title" in one]
        await p.fill(form=forms[0], name="A, changed")
        found = await world.requests.digests.listed(place_of(p, p.news))
        assert [one.subscription.name for one in found] == ["A, changed", "B"]


async def test_erasing_of_two_channels(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        other = await p.place("sport")
        for where, link in ((p.news, LINK), (other, OTHER)):
            await p.auto(where)
            await p.say(link, where=where)
        await p.command("readout erase", by=p.ada)
        await p.command("readout erase", by=p.ada, where=other)
        await p.confirm("ERASE", by=p.ada, opened=0)
        assert (p.ours(), len(p.ours(other))) == ([], 1)


async def test_forgetting_of_two_people(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await p.auto()
        await p.say(LINK, by=p.alice)
        await p.say(OTHER, by=p.ada)
        await p.command("forget-me", by=p.alice)
        await p.command("forget-me", by=p.ada)
        await p.confirm("ERASE", by=p.alice, opened=0)
        [left] = p.ours()
        assert str(left["message_reference"]["message_id"]) == p.said[-1]["id"]


async def test_forgetting_in_two_servers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        other = await p.server.guild("Writers")
        elsewhere = await p.server.channel(other, "letters")
        await p.settle()
        for where, link in ((p.news, LINK), (elsewhere, OTHER)):
            await p.auto(where)
            await p.say(link, where=where)
            await p.say(link, where=where, by=p.ada)
        await p.command("forget-me")
        [form] = p.server.answers[p.pressed[-1][1]]
        assert "in every server where I am" in words_of(form["components"])
        assert "I delete my answers to you there" in words_of(form["components"])
        await p.confirm("ERASE", by=p.alice)
        assert "deleted in every server" in words_of(p.server.shown[-1]["components"])
        for where in (p.news, elsewhere):
            [left] = [one for one in p.ours(where) if kind_of(one["components"]) != "hello"]
            assert kind_of(left["components"]) == "pointer"
            number = left["message_reference"]["message_id"]
            [asked] = [one for one in p.said if one["id"] == str(number)]
            assert asked["author"]["id"] == p.ada["id"]
            here = Place("discord", str(where["guild_id"]), str(where["id"]))
            assert (await world.store.channel_settings.get(here)).mode is Mode.AUTO


async def test_the_form_says_that_the_mode_goes_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(world, monkeypatch) as p:
        await p.auto()
        await p.command("readout erase", by=p.ada)
        [form] = p.server.answers[p.pressed[-1][1]]
        assert "I delete my messages here" in words_of(form["components"])
        assert "(the mode)" in words_of(form["components"])
        await p.confirm("ERASE", by=p.ada)
        assert (await world.store.channel_settings.get(place_of(p, p.news))).mode is None


async def test_reports_of_two_people(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await p.auto()
        await p.say(LINK)
        p.pressed.clear()
        for by in (p.alice, p.ada):
            await p.choose("report", by=by)
        for at, note in ((0, "by alice"), (1, "by ada")):
            await p.fill(form=at, line=["1"], note=note)
        reports = await world.store.reports.recent(limit=10)
        assert sorted((one.person, one.note) for one in reports) == sorted(
            [(p.alice["id"], "by alice"), (p.ada["id"], "by ada")]
        )


async def test_the_library_keeps_no_form(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(world, monkeypatch) as p:
        await p.command("digest add", by=p.ada)
        assert world.connection.chat.client._connection._view_store._modals == {}
