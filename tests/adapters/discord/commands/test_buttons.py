"""Buttons of posted messages, before and after a restart of the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.layout import NOBODY, Layout
from adapters.discord.rendering import button, container, rows, text
from briefs.model.cards import Card, CardLine, CardPart, Run
from briefs.model.places import Place
from tests.adapters.discord.conftest import Server, answers, texts

LINK = "https://inland-post.example/river-accord"


@pytest.fixture
async def reply(server: Server) -> Any:
    await server.auto()
    await server.say(LINK)
    return server.ours()[0]


def custom_id(message: Any, press: str) -> str:
    return next(name for name in custom_ids(message) if f":{press}:" in name)


def custom_ids(message: Any) -> list[str]:
    return [one.custom_id for one in buttons(message)]


async def press(server: Server, message: Any, name: str, *, by: Any = None) -> Any:
    """Press a button of a message, or else of the menu that its button "…" opens."""
    by = by or server.alice
    if not any(f":{name}:" in one.custom_id for one in buttons(message)):
        opened = await by.click(message, custom_id=custom_id(message, "more"))
        message = opened.response.message
    return await by.click(message, custom_id=custom_id(message, name))


OLD = ("evidence", "full", "follow", "again", "mute", "report", "delete")


async def as_before(server: Server, message: Any) -> Any:
    """Edit a message to be as an earlier version posted it: with every button below it."""
    [whole] = [one.to_dict() for one in message.components]
    nonce = custom_id(message, "more").rpartition(":")[2]
    faces = [button(one, f"readout:{one}:{nonce}") for one in OLD]
    whole["components"][-1:] = [*rows(faces[:4]), *rows(faces[4:])]
    channel = server.env.bot.get_channel(message.channel.id)
    there = channel.get_partial_message(message.id)
    await there.edit(view=Layout([whole]), allowed_mentions=NOBODY)
    return next(one for one in server.ours() if one.id == message.id)


async def test_evidence_is_shown_to_who_asks_page_by_page(server: Server, reply: Any) -> None:
    result = await press(server, reply, "evidence")
    shown = answers(result)
    assert "> President Anton Reyes of Keldria" in shown
    assert "¶1" in shown
    onward = await server.alice.click(result.response.message, label="Later ›")
    assert onward.acknowledged
    second = result.response.message
    assert "**6\\.** The two countries signed a ceasefire in 1976" in texts(second)
    assert len(server.ours()) == 1


async def test_buttons_of_an_earlier_version_work(server: Server, reply: Any) -> None:
    reply = await as_before(server, reply)
    await server.env.restart_bot(server.world.connection.bot())
    for name, words in (
        ("evidence", "President Anton Reyes"),
        ("follow", "New reports on this story"),
        ("mute", "Only admins"),
        ("full", "A joint commission"),
    ):
        assert words in answers(await press(server, reply, name)), name
    report = await press(server, reply, "report")
    assert report.modal is not None
    assert "Deleted" in answers(await press(server, reply, "delete"))
    await server.world.work()
    assert server.ours() == []


async def test_the_menu_works_after_a_restart(server: Server, reply: Any) -> None:
    opened = await press(server, reply, "more")
    await server.env.restart_bot(server.world.connection.bot())
    shown = opened.response.message
    await server.alice.click(shown, custom_id=custom_id(shown, "follow"))
    assert "New reports on this story" in answers(opened)
    await press(server, reply, "delete")
    await server.world.work()
    assert server.ours() == []


async def test_the_full_list_is_for_who_asks_and_posts_nothing(server: Server, reply: Any) -> None:
    for by in (server.alice, server.admin):
        result = await press(server, reply, "full", by=by)
        assert "A joint commission will measure the river" in answers(result)
    assert server.channel.threads == []
    assert [one.id for one in server.ours()] == [reply.id]


async def test_the_full_list_is_turned_page_by_page_and_is_that_of_the_reply_as_it_is(
    server: Server, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = server.world.requests.full

    async def long(place: Place, message: str) -> Card:
        card = await full(place, message)
        lines = tuple(
            CardLine((Run(f"Line {number} " + "of the list " * 40),)) for number in range(40)
        )
        return replace(card, parts=(CardPart("Everything", lines),))

    monkeypatch.setattr(type(server.world.requests), "full", lambda _, *args: long(*args))
    result = await press(server, reply, "full")
    seen = answers(result)
    assert "Line 39 " not in seen
    while any("Later" in b.label and not b.disabled for b in buttons(result.response.message)):
        await server.alice.click(result.response.message, label="Later ›")
        seen += answers(result)
    assert all(f"Line {number} " in seen for number in range(40))
    await server.env.restart_bot(server.world.connection.bot())
    monkeypatch.undo()
    await server.alice.click(result.response.message, label="‹ Earlier")
    assert "A joint commission will measure the river" in answers(result)


async def test_in_direct_messages_the_full_list_is_the_answer(server: Server) -> None:
    await server.alice.send_dm(LINK)
    await server.world.work()
    dm = server.alice.user.dm_channel.history()[-1]
    result = await server.alice.user.click(dm, custom_id=custom_id(dm, "full"))
    assert "A joint commission will measure the river" in answers(result)


async def test_following_a_story_subscribes_the_thread_of_the_reply(
    server: Server, reply: Any
) -> None:
    reply = await as_before(server, reply)
    await press(server, reply, "follow")
    await press(server, reply, "follow", by=server.admin)
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    [one] = await server.world.store.subscriptions.of_place(place)
    assert one.place.thread == str(reply.id)
    assert one.filters.story == LINK


async def test_run_again_reads_the_page_anew(server: Server, reply: Any) -> None:
    result = await press(server, reply, "again")
    await server.world.work()
    assert server.world.briefed == [LINK, LINK]
    assert [one.id for one in server.ours()] == [reply.id]
    assert result.acknowledged


async def test_muting_a_site_needs_an_admin(server: Server, reply: Any) -> None:
    reply = await as_before(server, reply)
    assert "Only admins" in answers(await press(server, reply, "mute"))
    muted = await press(server, reply, "mute", by=server.admin)
    assert "inland-post.example" in answers(muted)
    await server.say("https://www.inland-post.example/another")
    assert len(server.ours()) == 1


async def test_a_wrong_line_is_reported(server: Server, reply: Any) -> None:
    form = await press(server, reply, "report")
    done = await server.alice.submit_modal(form, {"line": ["2"], "note": "It was one third"})
    assert "Thank you" in answers(done)
    [report] = await server.world.store.reports.recent(limit=5)
    assert report.line.startswith("The accord guarantees Norvania")
    assert report.note == "It was one third"
    assert report.person == str(server.alice.id)


async def test_who_asked_and_admins_delete_the_reply_and_nobody_else(
    server: Server, reply: Any
) -> None:
    reply = await as_before(server, reply)
    robin = server.guild.add_member(server.env.create_user("robin"))
    refused = await press(server, reply, "delete", by=robin)
    assert "Only who asked, or an admin" in answers(refused)
    await server.world.work()
    assert len(server.ours()) == 1
    await press(server, reply, "delete", by=server.admin)
    await server.world.work()
    assert server.ours() == []


async def test_a_button_of_a_forgotten_message_says_so(server: Server, reply: Any) -> None:
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    await server.world.store.erasure.channel(place, source="x", feed=str)
    assert "no longer kept" in answers(await press(server, reply, "evidence"))


async def test_a_fault_of_ours_is_told_and_logged(
    server: Server, reply: Any, caplog: pytest.LogCaptureFixture
) -> None:
    server.world.requests.articles.find = None  # type: ignore[method-assign,assignment]
    assert "Something went wrong" in answers(await press(server, reply, "evidence"))
    assert "an interaction failed" in caplog.text


# --------------------------------------------------------- digests, and what is gone


async def digest_of(server: Server) -> Any:
    """A digest that was posted in the channel."""
    await server.admin.slash(server.channel, "digest add", time="08:00", zone="UTC", days="daily")
    server.world.clock.turn(86_400)
    await server.world.requests.digests.digest_runner.open_due_slots()
    await server.world.work()
    return server.ours()[-1]


async def test_the_buttons_of_a_digest_work_after_a_restart(server: Server, reply: Any) -> None:
    digest = await digest_of(server)
    assert "1 story from 1 article" in texts(digest)
    await server.env.restart_bot(server.world.connection.bot())
    shown = answers(await press(server, digest, "evidence"))
    assert "> President Anton Reyes of Keldria" in shown
    assert f"[¶1]({LINK})" in shown
    form = await press(server, digest, "report")
    done = await server.alice.submit_modal(form, {"line": ["1"], "note": "no"})
    assert "Thank you" in answers(done)
    [report] = await server.world.store.reports.recent(limit=5)
    assert report.url == LINK
    opened = (await press(server, digest, "more")).response.message
    assert [one.label for one in buttons(opened)] == ["Report a wrong line"]
    assert "Deleted" in answers(await press(server, digest, "delete", by=server.admin))
    await server.world.work()
    assert [one.id for one in server.ours()] == [reply.id]


async def test_every_line_of_a_digest_opens_its_sentence(server: Server, reply: Any) -> None:
    digest = await digest_of(server)
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    lines = await server.world.requests.lines(place, str(digest.id))
    assert len(lines) == 2
    shown = ""
    result = await press(server, digest, "evidence")
    shown += answers(result)
    while any("Later" in b.label and not b.disabled for b in buttons(result.response.message)):
        await server.alice.click(result.response.message, label="Later ›")
        shown += answers(result)
    for number in range(1, len(lines) + 1):
        assert f"**{number}\\." in shown
    assert "no longer kept" not in shown


def buttons(message: Any) -> list[Any]:
    return [b for row in message.components[0].children for b in getattr(row, "children", ())]


async def test_buttons_of_a_message_whose_article_is_erased_say_so_kindly(
    server: Server, reply: Any
) -> None:
    digest = await digest_of(server)
    reply = await as_before(server, reply)
    server.world.clock.turn(400 * 86_400)
    await server.world.store.tidy(retention_days=180)
    assert await server.world.store.articles.find(LINK) is None
    for message, name in (
        (reply, "evidence"),
        (reply, "full"),
        (reply, "follow"),
        (digest, "evidence"),
    ):
        assert "no longer kept" in answers(await press(server, message, name)), name
    # What needs no article still works, or says what is in the way.
    for name in ("mute", "report", "delete"):
        result = await press(server, reply, name, by=server.admin)
        assert result.modal is not None or "Something went wrong" not in answers(result)


async def test_a_button_of_a_later_version_does_nothing(server: Server) -> None:
    dance = rows([button("Dance", "readout:dance:0f")])
    channel = server.env.bot.get_channel(server.channel.id)
    await channel.send(view=Layout([container([text("x"), *dance], 0)]), allowed_mentions=NOBODY)
    [message] = server.ours()
    result = await server.alice.click(message, custom_id="readout:dance:0f")
    assert "Nothing to do here" in answers(result)
