"""Buttons of posted messages, before and after a restart of the bot."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.chat import NOBODY, Layout
from adapters.discord.dress import button, container, rows, text
from briefs.model import Place
from tests.adapters.discord.conftest import Server, answers, texts

LINK = "https://inland-post.example/river-accord"


@pytest.fixture
async def reply(server: Server) -> Any:
    await server.auto()
    await server.say(LINK)
    return server.ours()[0]


def custom_id(message: Any, press: str) -> str:
    names = [
        button.custom_id
        for one in message.components[0].children
        for button in getattr(one, "children", ())
    ]
    return next(name for name in names if f":{press}:" in name)


async def press(server: Server, message: Any, name: str, *, by: Any = None) -> Any:
    return await (by or server.alice).click(message, custom_id=custom_id(message, name))


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


async def test_buttons_work_after_a_restart(server: Server, reply: Any) -> None:
    await server.env.restart_bot(server.world.way.bot())
    for name, words in (
        ("evidence", "President Anton Reyes"),
        ("follow", "New reports of this story"),
        ("mute", "Only admins"),
        ("full", "The full list is in the thread"),
    ):
        assert words in answers(await press(server, reply, name)), name
    report = await press(server, reply, "report")
    assert report.modal is not None
    assert "Deleted" in answers(await press(server, reply, "delete"))
    await server.world.work()
    assert server.ours() == []


async def test_the_full_list_goes_to_a_thread_once(server: Server, reply: Any) -> None:
    first = await press(server, reply, "full")
    second = await press(server, reply, "full", by=server.admin)
    [thread] = server.channel.threads
    assert thread.id == reply.id
    [there] = server.ours(thread)
    assert "A joint commission will measure the river" in texts(there)
    link = f"https://discord.com/channels/{server.guild.id}/{thread.id}"
    assert link in answers(first)
    assert link in answers(second)


async def test_in_direct_messages_the_full_list_is_the_answer(server: Server) -> None:
    await server.alice.send_dm(LINK)
    await server.world.work()
    dm = server.alice.user.dm_channel.history()[-1]
    result = await server.alice.user.click(dm, custom_id=custom_id(dm, "full"))
    assert "A joint commission will measure the river" in answers(result)


async def test_following_a_story_subscribes_the_thread_of_the_reply(
    server: Server, reply: Any
) -> None:
    await press(server, reply, "follow")
    await press(server, reply, "follow", by=server.admin)
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    [one] = await server.world.store.schedules.of_place(place)
    assert one.place.thread == str(reply.id)
    assert one.filters.story == LINK


async def test_run_again_reads_the_page_anew(server: Server, reply: Any) -> None:
    result = await press(server, reply, "again")
    await server.world.work()
    assert server.world.briefed == [LINK, LINK]
    assert len(server.ours()) == 2
    assert result.acknowledged


async def test_muting_a_site_needs_an_admin(server: Server, reply: Any) -> None:
    assert "Only admins" in answers(await press(server, reply, "mute"))
    muted = await press(server, reply, "mute", by=server.admin)
    assert "inland-post.example" in answers(muted)
    await server.say("https://www.inland-post.example/another")
    assert len(server.ours()) == 1


async def test_a_wrong_line_is_reported(server: Server, reply: Any) -> None:
    form = await press(server, reply, "report")
    done = await server.alice.submit_modal(form, {"line": ["2"], "note": "It was one third"})
    assert "Thank you" in answers(done)
    [kept] = await server.world.store.reports.recent(limit=5)
    assert kept.line.startswith("The accord guarantees Norvania")
    assert kept.note == "It was one third"
    assert kept.person == str(server.alice.id)


async def test_who_asked_and_admins_delete_the_reply_and_nobody_else(
    server: Server, reply: Any
) -> None:
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
    server.world.desk.library.find = None  # type: ignore[method-assign,assignment]
    assert "Something went wrong" in answers(await press(server, reply, "evidence"))
    assert "an interaction failed" in caplog.text


# --------------------------------------------------------- digests, and what is gone


async def digest_of(server: Server) -> Any:
    """A digest that was posted in the channel."""
    await server.admin.slash(server.channel, "digest add", time="08:00", zone="UTC", days="daily")
    server.world.clock.turn(86_400)
    await server.world.desk.planning.digesting.ring()
    await server.world.work()
    return server.ours()[-1]


async def test_the_buttons_of_a_digest_work_after_a_restart(server: Server, reply: Any) -> None:
    digest = await digest_of(server)
    assert "1 story from 1 article" in texts(digest)
    await server.env.restart_bot(server.world.way.bot())
    shown = answers(await press(server, digest, "evidence"))
    assert "> President Anton Reyes of Keldria" in shown
    assert f"[¶1]({LINK})" in shown
    form = await press(server, digest, "report")
    done = await server.alice.submit_modal(form, {"line": ["1"], "note": "no"})
    assert "Thank you" in answers(done)
    [kept] = await server.world.store.reports.recent(limit=5)
    assert kept.url == LINK
    assert "Only who asked, or an admin" in answers(await press(server, digest, "delete"))
    assert "Deleted" in answers(await press(server, digest, "delete", by=server.admin))
    await server.world.work()
    assert [one.id for one in server.ours()] == [reply.id]


async def test_every_line_of_a_digest_opens_its_sentence(server: Server, reply: Any) -> None:
    digest = await digest_of(server)
    place = Place("discord", str(server.guild.id), str(server.channel.id))
    lines = await server.world.desk.lines(place, str(digest.id))
    assert len(lines) > 2
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
    server.world.clock.turn(400 * 86_400)
    await server.world.store.tidy(retention_days=180)
    assert await server.world.store.library.find(LINK) is None
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
