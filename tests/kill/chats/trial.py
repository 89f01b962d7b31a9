"""Runs of the real program in both chats, with a kill in each or with none; then it is counted."""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from adapters.storage import Store, open_store
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.fakes.discord_server import Payload
from tests.kill.chats.audit import Outcome, count
from tests.kill.chats.people import FORUM_CHANNEL, People
from tests.kill.chats.program import Program, Village
from tests.kill.chats.stormy_discord import StormyDiscord
from tests.kill.chats.stormy_slack import StormySlack
from tests.kill.chats.weather import Aim, Weather

ROOMS = 4
KINDS = (None, None, None, "crosspost", "crosspost", "thread", "chat.delete", "delete", "post")
"""What a kill is aimed at: any request, or what is rarer."""

RARE_S, ANY_S = 5.0, 8.0
"""So long a kill waits for a request of its kind, then for any, then it comes all the same."""


async def trial(url: str, *, seed: int, runs: int, kills: bool, max_wait_s: float = 300) -> Outcome:
    """Run the program on a migrated store of its own -> what both chats show in the end."""
    outcome = Outcome(url.partition("+")[0])
    weather = Weather(seed)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        slack = StormySlack(weather, [f"C{number}" for number in range(ROOMS)])
        await enter(slack)
        discord = StormyDiscord(weather)
        await discord.start()
        stack.push_async_callback(discord.stop)
        village = Village()
        await enter(village.site)
        guild = await discord.guild(joined_at=datetime(2026, 1, 1, tzinfo=UTC))
        rooms = [await discord.channel(guild, f"room-{n}") for n in range(ROOMS)]
        forum = await discord.channel(guild, "reports", FORUM_CHANNEL)
        news = await discord.channel(guild, "news", 5)
        program = Program(
            folder, f"127.0.0.1:{village.site.port}", killed=lambda: _left_alone(slack, discord),
            READOUT_DATABASE=url, SLACK_BOT_TOKEN=slack.home.token, SLACK_APP_TOKEN="xapp-1",
            TEST_SLACK=slack.base_url, DISCORD_TOKEN=discord.token, TEST_DISCORD_URL=discord.url,
        )  # fmt: skip
        weather.strike = program.kill
        watching = asyncio.create_task(weather.watch())
        stack.callback(watching.cancel)
        store = await enter(await open_store(url, now=lambda: datetime.now(UTC), migrate=False))
        await _watch_all(store, slack, [*rooms, forum])
        people = People(
            slack=slack, discord=discord, program=program, store=store, village=village,
            rooms=rooms, forum=forum, news=news, seed=seed,
        )  # fmt: skip
        stack.push_async_callback(program.stop)
        await program.start()
        lives = await _act(people, weather, outcome, runs=runs, kills=kills, seed=seed)
        await asyncio.gather(*lives)
        await _until_done(store, slack, max_wait_s)
        await program.stop()
        await count(outcome, people, store)
        outcome.add("refused", sorted({*slack.refused, *discord.faults()}))
        slack.refused.clear()
        outcome.add("logged", program.faults)
        outcome.met, outcome.struck = weather.stats, weather.struck
        outcome.longest_pause_s = round(weather.longest_pause_s, 2)
    return outcome


def _left_alone(slack: StormySlack, discord: StormyDiscord) -> None:
    """The program is dead: what was under way to it is lost, all of it or some."""
    discord.left_alone()
    slack.left_alone()


async def _watch_all(store: Store, slack: StormySlack, rooms: Sequence[Payload]) -> None:
    """The bot is in all channels, and all are on auto."""
    slack.home.joined = list(slack.home.channels)
    watched = [Place("discord", room["guild_id"], room["id"]) for room in rooms]
    watched += [Place("slack", slack.home.id, channel) for channel in slack.home.channels]
    for place in watched:
        await store.channel_settings.set_mode(place, Mode.AUTO)


async def _act(
    people: People, weather: Weather, outcome: Outcome, *, runs: int, kills: bool, seed: int
) -> list[asyncio.Task[None]]:
    """Let people live, and the program die -> the lives that go on."""
    draw, program = random.Random(seed), people.program
    lives = []
    for number in range(runs):
        lives.append(asyncio.create_task(people.live(number)))
        outcome.counts["runs"] += 1
        if not kills:
            await asyncio.sleep(draw.uniform(0.1, 0.6))
            continue
        await _kill(program, weather, draw)
        outcome.counts["kills"] += 1
        await program.restart()
    return lives


async def _kill(program: Program, weather: Weather, draw: random.Random) -> None:
    """Kill it at a request, before or after that is taken; where none comes, at any time."""
    kind = draw.choice(KINDS)
    for aimed, wait_s in ((kind, RARE_S if kind else 0.0), (None, ANY_S)):
        weather.aim = Aim(aimed, 1 if aimed else draw.randint(1, 5), draw.random() < 0.5)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await program.dead.wait()
                return
    weather.aim = None
    weather.struck["at any time"] += 1
    program.kill()


async def _until_done(store: Store, slack: StormySlack, max_wait_s: float) -> None:
    """Wait until all is heard and nothing is due; no longer than patience lasts."""
    loop, quiet = asyncio.get_running_loop(), 0
    end = loop.time() + max_wait_s
    while quiet < 3 and loop.time() < end:
        now = datetime.now(UTC)
        ringing = [one async for page in store.subscriptions.due(now=now) for one in page]
        busy = slack.unheard or ringing or await store.pending_work.unfinished()
        quiet = 0 if busy else quiet + 1
        await asyncio.sleep(0.4)
