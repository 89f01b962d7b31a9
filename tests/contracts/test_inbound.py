"""One suite over every chat: what people do there, and what briefs/chat_port.py makes of it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage import open_store
from briefs.errors import Paywalled
from briefs.model.articles import Span
from briefs.model.briefings import Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.delivery import Mode
from briefs.translatable import translatable
from tests.contracts.inbound import INBOUND, InboundBench
from tests.fakes.stores import FakeClock

LINK = "https://inland-post.example/river-accord"
OTHER = "https://inland-post.example/ferry-pact"


@pytest.fixture(params=INBOUND)
async def bench(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_file: Path
) -> AsyncIterator[InboundBench]:
    path = tmp_path / "readout.db"
    shutil.copy(sqlite_file, path)
    async with (
        await open_store(f"sqlite+aiosqlite:///{path}", now=FakeClock()) as store,
        INBOUND[request.param](store) as opened,
    ):
        yield opened


async def test_who_mentions_the_bot_is_answered_once(bench: InboundBench) -> None:
    message = await bench.ask(LINK)
    assert len(bench.replies()) == 1
    await bench.deliver_again(message)
    assert len(bench.replies()) == 1
    assert bench.briefed == [LINK]


async def test_automatic_links_wait_for_an_admin_and_bots_are_never_heard(
    bench: InboundBench,
) -> None:
    await bench.say(LINK)
    assert bench.replies() == []
    await bench.store.channel_settings.set_mode(bench.place, Mode.AUTO)
    await bench.say(OTHER, bot=True)
    assert bench.replies() == []
    await bench.say(LINK)
    assert len(bench.replies()) == 1


async def test_an_edit_and_a_deletion_are_followed(bench: InboundBench) -> None:
    message = await bench.ask(LINK)
    before = bench.replies()
    await bench.edit(message, OTHER)
    assert len(bench.replies()) == 1
    assert bench.replies() != before
    await bench.delete(message)
    assert bench.replies() == []


async def test_a_reaction_and_the_menu_ask_for_another_persons_message(
    bench: InboundBench,
) -> None:
    first, second = await bench.say(LINK), await bench.say(OTHER)
    await bench.react(first)
    assert len(bench.replies()) == 1
    await bench.menu(second)
    assert len(bench.replies()) == 2
    assert bench.briefed == [LINK, OTHER]


async def test_a_command_is_answered_in_the_channel(bench: InboundBench) -> None:
    await bench.command(LINK)
    assert len(bench.replies()) == 1


async def test_where_the_bot_is_off_the_asker_alone_is_told(bench: InboundBench) -> None:
    await bench.store.channel_settings.set_mode(bench.place, Mode.OFF)
    message = await bench.ask(LINK)
    assert "switched off" in await bench.command(LINK)
    assert "switched off" in await bench.menu(message)
    assert bench.replies() == []
    assert bench.briefed == []


ENOUGH = "That is enough for now"


async def test_who_asks_on_over_the_quota_is_told_once_a_minute(bench: InboundBench) -> None:
    await bench.use_up()
    message = await bench.ask(LINK)
    await bench.deliver_again(message)
    bench.turn(30)
    await bench.ask(OTHER)
    assert len(await bench.told()) == 1
    assert ENOUGH in (await bench.told())[0]
    bench.turn(31)
    await bench.ask(OTHER)
    await bench.edit(message, OTHER)
    assert len(await bench.told()) == 2
    assert bench.briefed == []
    assert bench.replies() == []


async def test_a_command_over_the_quota_is_answered_once(bench: InboundBench) -> None:
    await bench.use_up()
    for _ in range(3):
        before = len(await bench.told())
        said = [await bench.command(LINK), *(await bench.told())[before:]]
        assert "\n".join(said).count(ENOUGH) == 1
        bench.turn(61)
    assert bench.briefed == []


async def test_the_menu_over_the_quota_is_answered_once(bench: InboundBench) -> None:
    message = await bench.say(LINK)
    await bench.use_up()
    assert (await bench.menu(message)).count(ENOUGH) == 1
    assert sum(one.count(ENOUGH) for one in await bench.told()) <= 1


@pytest.mark.parametrize("way", ["react", "menu", "edit"])
async def test_what_a_quota_refused_is_briefed_when_it_is_asked_for_again(
    bench: InboundBench, way: str
) -> None:
    await bench.use_up()
    message = await bench.ask(LINK)
    assert bench.replies() == []
    bench.turn(3600)
    match way:
        case "react":
            await bench.react(message)
        case "menu":
            await bench.menu(message)
        case _:
            await bench.edit(message, OTHER)
    assert bench.briefed == [OTHER if way == "edit" else LINK]
    assert len(bench.replies()) == 1


@pytest.mark.parametrize("way", ["react", "menu"])
async def test_what_could_not_be_read_is_read_when_it_is_asked_for_again(
    bench: InboundBench, way: str
) -> None:
    bench.trouble[LINK] = [Paywalled()]
    message = await bench.ask(LINK)
    await (bench.react(message) if way == "react" else bench.menu(message))
    assert bench.briefed == [LINK, LINK]
    assert len(bench.replies()) == 1
    assert Paywalled.message not in bench.replies()[0]


async def test_evidence_is_shown_to_who_presses_alone(bench: InboundBench) -> None:
    await bench.ask(LINK)
    assert "agree" in await bench.press("evidence")
    assert len(bench.replies()) == 1


async def test_a_reply_is_deleted_by_its_asker_or_an_admin_alone(bench: InboundBench) -> None:
    await bench.ask(LINK)
    assert "Only" in await bench.press("delete")
    assert len(bench.replies()) == 1
    await bench.press("delete", by_asker=True)
    assert bench.replies() == []
    await bench.ask(OTHER)
    await bench.press("delete", admin=True)
    assert bench.replies() == []


async def test_who_may_not_change_a_channel_changes_nothing(bench: InboundBench) -> None:
    await bench.ask(LINK)
    assert "Only admins" in await bench.press("mute")
    assert (await bench.store.channel_settings.get(bench.place)).muted_sites == ()
    await bench.press("mute", admin=True)
    assert (await bench.store.channel_settings.get(bench.place)).muted_sites == (
        "inland-post.example",
    )


async def test_the_lines_of_a_report_read_as_in_the_message(bench: InboundBench) -> None:
    """Our own words in the channel's language; those of the articles stay."""
    await bench.store.channel_settings.set_look(bench.place, language="de", tidy=False)
    runs = (Run(translatable("Outlets differ: ")), Run("twelve or nine sailings"))
    line = CardLine(runs, (Proof(Span(0, 9), 1, 1),), url=LINK)
    await bench.post(Card(CardKind.DIGEST, "Digest", (CardPart("", (line,)),)))
    assert "Uneins: twelve or nine sailings" in bench.replies()[-1]
    assert "1. Uneins: twelve or nine sailings" in await bench.press("report")


async def test_the_rest_of_a_digest_is_one_press_away(bench: InboundBench) -> None:
    line = CardLine((Run("Ostrey and Vell signed a ferry pact"),))
    kept_back = CardLine((Run("Boatmen in Vell condemned the ferry pact"),))
    story = CardPart("", (line,), title="A ferry for two towns")
    whole = CardPart("", (line, kept_back), title="A ferry for two towns")
    await bench.post(Card(CardKind.DIGEST, "Digest", (story,), detail=(whole,), more=1))
    assert "Boatmen" not in bench.replies()[-1]
    shown = await bench.press("full")
    assert "Boatmen in Vell condemned" in shown
    assert "signed a ferry pact" in shown
