"""The real AsyncApp over HTTP against npm emulate: signed events in, posts out, OAuth."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from adapters.slack.app import EVENTS_PATH, SlackConfig
from adapters.slack.installation.workspaces import ManyWorkspaces
from adapters.slack.listeners.home_tab import HomeTab
from adapters.storage import Store
from briefs.model.delivery import Mode
from briefs.model.places import Place
from tests.fakes.slack_emulate import emulator, posting
from tests.fakes.slack_server import SECRET
from tests.fakes.slack_world import SlackWorld, serving, slack_world

LINK = "https://news.example/ferry"


@pytest.fixture(autouse=True)
def _node(needs: Callable[[str], None]) -> None:
    needs("node")


class Door:
    """Passes requests to `app`, set later: the emulator needs our address before we have its."""

    def __init__(self) -> None:
        self.app: Starlette | None = None
        self.events = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        self.events += 1
        await self.app(scope, receive, send)


@dataclass(slots=True)
class Emulated:
    world: SlackWorld
    called: list[tuple[str, dict[str, Any]]]
    alice: AsyncWebClient
    bot: AsyncWebClient
    channel: str

    async def delivered(self, found: Callable[[], bool]) -> None:
        """Wait until the emulator has delivered an event: it does so at a time of its own."""
        async with asyncio.timeout(20):
            while not found():
                await asyncio.sleep(0.01)

    async def messages(self) -> list[dict[str, Any]]:
        answer = await self.bot.conversations_history(channel=self.channel)
        ours = [m for m in answer["messages"] if m.get("metadata")]
        return [m for m in ours if "Readout is here" not in m["text"]]


@pytest.fixture
async def emulated(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Emulated]:
    door = Door()
    with posting(monkeypatch) as called:
        async with serving(door) as ours, emulator(f"{ours}{EVENTS_PATH}", tmp_path) as theirs:  # type: ignore[arg-type]
            config = SlackConfig(
                bot_token="xoxb-acme", signing_secret=SECRET, base_url=f"{theirs}/api/"
            )
            async with slack_world(sqlite_store, config) as world:
                door.app = Starlette(routes=world.slack.routes)
                bot = AsyncWebClient(token="xoxb-acme", base_url=config.base_url)
                alice = AsyncWebClient(token="xoxp-alice", base_url=config.base_url)
                found = (await bot.conversations_list())["channels"]
                channel = next(c["id"] for c in found if c["name"] == "news")
                await bot.conversations_join(channel=channel)
                yield Emulated(world, called, alice, bot, channel)


async def test_a_message_is_heard_answered_followed_and_withdrawn(emulated: Emulated) -> None:
    team = (await emulated.bot.auth_test())["team_id"]
    place = Place("slack", team, emulated.channel)
    await emulated.world.store.channel_settings.set_mode(place, Mode.AUTO)
    text = f"<{LINK}> and <https://news.example/tram>"
    message = await emulated.alice.chat_postMessage(channel=emulated.channel, text=text)
    await emulated.delivered(lambda: bool(emulated.world.jobs.waiting))
    await emulated.world.work()
    # one reply, the second link in its thread, the reaction removed again
    posts = await emulated.messages()
    assert [("About ferry" in m["text"]) for m in posts] == [True]
    thread = await emulated.bot.conversations_replies(channel=emulated.channel, ts=posts[0]["ts"])
    assert any("About tram" in m["text"] for m in thread["messages"])
    assert posts[0]["blocks"][0]["type"] == "rich_text"
    marks = [(m, b["name"]) for m, b in emulated.called if m.startswith("reactions")]
    assert marks == [("reactions.add", "eyes"), ("reactions.remove", "eyes")]
    # the source is edited: the reply is edited too
    await emulated.alice.chat_update(
        channel=emulated.channel, ts=message["ts"], text="<https://news.example/lock>"
    )
    await emulated.delivered(lambda: bool(emulated.world.jobs.waiting))
    await emulated.world.work()
    posts = await emulated.messages()
    assert ["About lock" in m["text"] for m in posts] == [True]
    # the source is deleted: the reply is deleted too
    await emulated.alice.chat_delete(channel=emulated.channel, ts=message["ts"])
    await emulated.delivered(lambda: bool(emulated.world.jobs.waiting))
    await emulated.world.work()
    assert await emulated.messages() == []


async def test_an_edit_that_adds_a_link_is_briefed(emulated: Emulated) -> None:
    team = (await emulated.bot.auth_test())["team_id"]
    place = Place("slack", team, emulated.channel)
    await emulated.world.store.channel_settings.set_mode(place, Mode.AUTO)
    message = await emulated.alice.chat_postMessage(channel=emulated.channel, text="look")
    await emulated.alice.chat_update(
        channel=emulated.channel, ts=message["ts"], text=f"look <{LINK}>"
    )
    await emulated.delivered(lambda: bool(emulated.world.jobs.waiting))
    await emulated.world.work()
    assert ["About ferry" in m["text"] for m in await emulated.messages()] == [True]


async def test_app_home_is_published(emulated: Emulated) -> None:
    team = (await emulated.bot.auth_test())["team_id"]
    user = (await emulated.alice.auth_test())["user_id"]
    context = emulated.world.slack.context
    client = await emulated.world.slack.connection.installs(team)
    asker = context.asker({"team_id": team}, client, user=user)
    await HomeTab(context=context, reaction="newspaper").publish(asker)
    assert [m for m, _ in emulated.called][-1] == "views.publish"


async def _approve(session: aiohttp.ClientSession, ours: str, theirs: str) -> tuple[str, str]:
    """Begin an install and approve it at Slack -> the cookie, and the way back to us."""
    async with session.get(f"{ours}/slack/install") as answer:
        cookie = answer.headers["Set-Cookie"]
        page = await answer.text()
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    address = html.unescape(re.search(r'href="([^"]+authorize[^"]+)"', page)[1])  # type: ignore[index]
    async with session.get(address) as answer:
        form = await answer.text()
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form)[1]  # type: ignore[index]
    data = {name: html.unescape(value) for name, value in fields.items()}
    url = action if action.startswith("http") else theirs + action
    async with session.post(url, data=data, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    return cookie, back


# slack_sdk 3.47 requests its token like this; our code cannot change that.
@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_oauth_installs_and_a_forged_state_does_not(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door()
    with posting(monkeypatch):
        async with serving(door) as ours:  # type: ignore[arg-type]
            redirect = f"{ours}/slack/oauth_redirect"
            async with emulator(f"{ours}{EVENTS_PATH}", tmp_path, redirect=redirect) as theirs:
                config = SlackConfig(
                    client_id="1.2",
                    client_secret="cs",
                    signing_secret=SECRET,
                    public_url=ours,
                    base_url=f"{theirs}/api/",
                    authorize_url=f"{theirs}/oauth/v2/authorize",
                )
                async with slack_world(sqlite_store, config) as world:
                    door.app = Starlette(routes=world.slack.routes)
                    installs = world.slack.connection.installs
                    assert isinstance(installs, ManyWorkspaces)
                    async with aiohttp.ClientSession(
                        cookie_jar=aiohttp.DummyCookieJar()
                    ) as session:
                        cookie, back = await _approve(session, ours, theirs)
                        async with session.get(back) as answer:
                            assert answer.status == 400, "without the cookie it is another browser"
                        async with session.get(
                            back, headers={"Cookie": cookie.split(";")[0]}
                        ) as answer:
                            assert answer.status == 200
                        async with session.get(
                            back, headers={"Cookie": cookie.split(";")[0]}
                        ) as answer:
                            assert answer.status == 401, "a state is good for once"
                    found = await installs.authorize("T000000001")
                    assert found is not None
                    client = await installs("T000000001")
                    assert (await client.auth_test())["team_id"] == "T000000001"
