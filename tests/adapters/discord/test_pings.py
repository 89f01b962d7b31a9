"""A digest may mention one role, if people chose one; nobody else is ever mentioned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from adapters.discord.pings import allowed_mentions
from briefs.model.places import Place
from tests.adapters.discord.conftest import NONE, World
from tests.adapters.discord.scenarios import LINK, OTHER, Payload, Play, played, words_of
from tests.adapters.discord.steps import DAILY
from tests.fakes.discord_limits import every

MANAGES_ROLES = discord.Permissions(manage_roles=True).value
SILENT = 1 << 12


@pytest.fixture
async def p(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """A channel on auto with a daily digest, and a role that anybody may mention."""
    async with played(world, monkeypatch) as play:
        await play.auto()
        await play.server.role(play.guild, "Finance", mentionable=True)
        await play.command("digest add", by=play.ada, **DAILY)
        yield play


def finance(p: Play) -> Payload:
    return next(one for one in p.guild["roles"] if one["name"] == "Finance")


async def digest(p: Play, where: Payload | None = None) -> Any:
    place = Place("discord", p.guild["id"], (where or p.news)["id"])
    [one] = await p.world.requests.digests.listed(place)
    return one.subscription


async def choose(
    p: Play, *roles: Payload, by: Payload | None = None, where: Payload | None = None
) -> str:
    """Choose a role in the digest's panel -> what the panel then shows."""
    one = await digest(p, where)
    where = where or p.news
    await p.command("digest edit", by=p.ada, where=where, digest=one.key)
    panel = p.server.shown[-1]
    await p.press_id(
        f"readout:digest:ping:{one.key}", panel, by=by or p.ada, where=where,
        values=[role["id"] for role in roles],
    )  # fmt: skip
    return words_of(p.server.answers[p.pressed[-1][1]][-1].get("components"))


def sent(p: Play, what: str = "DIGEST") -> list[Payload]:
    """The digests that were posted, as they were sent; or everything."""
    bodies = [
        body.get("message", body)
        for method, path, body in p.server.requests
        if method == "POST" and isinstance(body, dict) and "webhooks" not in path
    ]
    return [one for one in bodies if "story from" in words_of(one.get("components"))]


def named(body: Payload) -> list[str]:
    return [one["content"] for one in every(body["components"]) if "<@" in one.get("content", "")]


async def test_a_role_is_mentioned_when_there_is_something_new(p: Play) -> None:
    role: Payload = finance(p)
    assert "mentions <@&" in await choose(p, role)
    await p.say(LINK)
    await p.morning()
    [post] = sent(p)
    assert named(post) == [f"<@&{role['id']}>"]
    assert {k: v for k, v in post["allowed_mentions"].items() if v} == {"roles": [int(role["id"])]}
    assert post["allowed_mentions"]["parse"] == []
    others = [b for _, _, b in p.server.requests if isinstance(b, dict) and b.get("components")]
    assert all(one["allowed_mentions"] == NONE for one in others if one is not post)


async def test_off_by_default_and_taken_back(p: Play) -> None:
    await p.say(LINK)
    await p.morning()
    assert [(named(one), one["allowed_mentions"]) for one in sent(p)] == [([], NONE)]
    role: Payload = finance(p)
    await choose(p, role)
    assert "mentions" not in await choose(p)
    assert (await digest(p)).ping == ""


async def test_an_empty_digest_mentions_nobody(p: Play) -> None:
    await choose(p, finance(p))
    one = await digest(p)
    await p.press_id(f"readout:digest:form:{one.key}", p.server.shown[-1], by=p.ada, where=p.news)
    await p.fill(by=p.ada, sources=["here", "empty"])
    assert (await digest(p)).ping, "a form does not take it away"
    await p.morning()
    bodies = [b for _, _, b in p.server.requests if "Nothing new" in str(b)]
    assert [(named(b), b["allowed_mentions"]) for b in bodies] == [([], NONE)]


async def test_an_edit_mentions_nobody_again(p: Play) -> None:
    role: Payload = finance(p)
    await choose(p, role)
    await p.say(LINK)
    await p.morning()
    [row] = [r for r in await p.world.store.outbox.rows() if r.key.startswith("digest")]
    posted, message = (await p.world.store.outbox.messages_of(row.key.rpartition("#")[0]))[0]
    receipt = await p.world.store.outbox.receipt(row.key)
    assert receipt is not None
    await p.world.connection.chat.edit(receipt, posted)
    method, path, body = p.server.requests[-1]
    assert (method, path.rpartition("/")[2]) == ("PATCH", message)
    assert body["allowed_mentions"] == NONE
    assert named(body) == [f"<@&{role['id']}>"], "it still reads as it was posted"


@pytest.mark.parametrize("rights", [0, MANAGES_ROLES])
async def test_only_who_may_mention_roles_may_choose_one(p: Play, rights: int) -> None:
    await p.command("readout setup", by=p.ada, who="everyone")
    p.rights[p.alice["id"]] = rights
    said = await choose(p, finance(p), by=p.alice)
    assert ("Only who may mention" in said) == (rights == 0)
    assert bool((await digest(p)).ping) == (rights != 0)


@pytest.mark.parametrize("which", ["not mentionable", "everyone", "of another server", "none"])
async def test_a_role_that_cannot_be_mentioned_is_refused_in_words(p: Play, which: str) -> None:
    roles = {
        "not mentionable": await p.server.role(p.guild, "Board"),
        "everyone": {"id": p.guild["id"]},
        "of another server": await p.server.role(
            await p.server.guild("Else"), "X", mentionable=True
        ),
        "none": {"id": "1"},
    }
    said = await choose(p, roles[which])
    expected = r"may not mention \@Board" if which == "not mentionable" else "no such role"
    assert expected in said
    assert (await digest(p)).ping == ""


async def test_the_bots_own_right_is_enough(p: Play) -> None:
    board = await p.server.role(p.guild, "Board")
    everyone = str(discord.Permissions(mention_everyone=True).value)
    p.news["permission_overwrites"] = [
        {"id": p.server.users[next(iter(p.server.users))]["id"], "type": 1, "allow": everyone,
         "deny": "0"}
    ]  # fmt: skip
    await p.server.dispatch("CHANNEL_UPDATE", p.news, guild=p.guild["id"])
    await p.settle()
    assert "mentions" in await choose(p, board)


async def test_a_role_that_is_locked_since_is_left_out(p: Play) -> None:
    role: Payload = finance(p)
    await choose(p, role)
    role["mentionable"] = False
    told = {"guild_id": p.guild["id"], "role": role}
    await p.server.dispatch("GUILD_ROLE_UPDATE", told, guild=p.guild["id"])
    await p.say(LINK)
    await p.morning()
    assert [(named(one), one["allowed_mentions"]) for one in sent(p)] == [([], NONE)]


async def test_a_mention_comes_with_its_notification(p: Play) -> None:
    await p.command("readout setup", by=p.ada, silent=True)
    await choose(p, finance(p))
    await p.say(LINK)
    await p.morning()
    [post] = sent(p)
    assert not post["flags"] & SILENT


async def test_in_a_forum_it_begins_the_post(p: Play) -> None:
    forum = await p.place("forum", 15)
    await p.command("digest add", by=p.ada, channel=forum, **DAILY)
    role: Payload = finance(p)
    await choose(p, role, where=forum)
    thread = await p.server.thread(forum, p.alice)
    await p.command("readout setup", by=p.ada, where=forum, links="auto")
    await p.say(LINK, where=thread)
    await p.morning()
    posts = [one for one in sent(p) if named(one)]
    assert [one["allowed_mentions"]["roles"] for one in posts] == [[int(role["id"])]]


async def test_a_followed_story_can_mention_a_role(p: Play) -> None:
    await p.say(LINK)
    await p.choose("follow", by=p.ada)
    place = Place("discord", p.guild["id"], p.news["id"])
    found = await p.world.requests.digests.listed(place)
    [story] = [one.subscription for one in found if one.subscription.filters.story]
    await p.command("digest list", by=p.ada)
    await p.press_id(f"readout:digest:role:{story.key}", p.server.shown[-1], by=p.ada, where=p.news)
    role: Payload = finance(p)
    await p.press_id(
        f"readout:digest:ping:{story.key}", p.server.shown[-1], by=p.ada, where=p.news,
        values=[role["id"]],
    )  # fmt: skip
    saved = await p.world.store.subscriptions.get(story.key)
    assert saved is not None
    assert saved.ping == role["id"]


async def test_foreign_text_mentions_nobody_beside_the_role(p: Play) -> None:
    """Names of digests and links may look like a mention."""
    role: Payload = finance(p)
    await choose(p, role)
    one = await digest(p)
    await p.press_id(f"readout:digest:form:{one.key}", p.server.shown[-1], by=p.ada, where=p.news)
    await p.fill(by=p.ada, name=f"@everyone <@&{p.guild['id']}> <@{p.alice['id']}>")
    await p.say(f"{LINK}?q=<@&{p.guild['id']}>")
    await p.say(OTHER)
    await p.morning()
    [post] = sent(p)
    assert named(post) == [f"<@&{role['id']}>"]
    assert post["allowed_mentions"]["roles"] == [int(role["id"])]


def test_nobody_without_a_role() -> None:
    nobody: object = allowed_mentions(None).to_dict()
    assert nobody == NONE
