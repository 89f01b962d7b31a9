"""Two installations side by side: neither token ever sees the other's data."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.oauth.installation_store.models.installation import Installation

from adapters.slack.app import SlackConfig
from adapters.slack.installation.workspaces import ManyWorkspaces
from adapters.storage import Store
from briefs.errors import PlaceGone
from briefs.model.chat import Person
from briefs.model.places import Place
from briefs.model.subscription_forms import SubscriptionForm
from tests.adapters.slack.conftest import Here
from tests.fakes.slack_rules import shown
from tests.fakes.slack_server import SECRET, FakeSlack, team
from tests.fakes.slack_world import sending, slack_world

LINK = "https://news.example/ferry"


async def install(installs: ManyWorkspaces, ident: str, token: str, **more: Any) -> None:
    await installs.installations.async_save(
        Installation(
            user_id="UADMIN",
            team_id=ident,
            bot_token=token,
            bot_id=f"B{ident}",
            bot_user_id=f"UBOT{ident}",
            app_id="A1",
            bot_scopes="chat:write",
            **more,
        )
    )


@pytest.fixture
async def both(sqlite_store: Store) -> AsyncIterator[Here]:
    async with FakeSlack(team("T1"), team("T2")) as fake:
        config = SlackConfig(
            client_id="1.2",
            client_secret="cs",
            signing_secret=SECRET,
            public_url="https://readout.example",
            base_url=fake.base_url,
        )
        async with slack_world(sqlite_store, config) as world, sending(world, fake) as sender:
            installs = world.slack.connection.installs
            assert isinstance(installs, ManyWorkspaces)
            for one in fake.teams.values():
                await install(installs, one.id, one.token)
            yield Here(world, fake, fake.teams["xoxb-T1"], sender)


async def test_each_workspace_is_answered_with_its_own_token(both: Here) -> None:
    for ident in ("T1", "T2"):
        await both.sender.command("/brief", LINK, team=ident)
        await both.world.work()
    tokens = dict.fromkeys(both.fake.teams, 0)
    for method, token, body in both.fake.calls:
        if method == "chat.postMessage":
            tokens[token] += 1
            owner = both.fake.teams[token].id
            assert f":{owner}:" in body["metadata"]["event_payload"]["key"]
    assert tokens == {"xoxb-T1": 1, "xoxb-T2": 1}


async def test_nothing_of_one_opens_in_the_other(both: Here) -> None:
    await both.sender.command("/brief", LINK, team="T1")
    stamp = await both.reply()
    other = both.fake.teams["xoxb-T2"]
    for action in ("evidence", "full", "follow", "again"):
        await both.sender.press(action, stamp, team="T2")
    for choice in ("report", "delete", "mute", "again"):
        await both.sender.press("more", stamp, choice=choice, user="UADMIN", team="T2")
    await both.world.work()
    assert other.views == []
    assert {m["text"].split(".")[0] for m in other.ephemeral} == {
        "This reply is too old: what belongs to it is no longer kept"
    }
    assert len(both.texts()) == 1
    # T2 is not shown that T1 asked for the same article
    await both.sender.event(
        {"type": "app_home_opened", "user": "UMEMBER", "tab": "home", "event_ts": "1.1"}, team="T2"
    )
    await both.sender.command("/brief", LINK, team="T2")
    await both.world.work()
    assert "About ferry" not in shown(other.homes["UMEMBER"]["blocks"])
    assert "before" not in other.channels["C1"][-1]["text"]


async def test_digests_of_one_are_not_the_others(both: Here) -> None:
    place = Place("slack", "T1", "C1")
    made = await both.world.requests.digests.add(
        place, SubscriptionForm(zone="UTC"), by=Person("UADMIN", admin=True)
    )
    for text in (f"remove {made.subscription.key}", f"preview {made.subscription.key}"):
        await both.sender.command("/digest", text, user="UADMIN", team="T2")
        await both.world.work()
        assert "There is no digest" in both.fake.answers[-1]["text"]
    assert len(await both.world.store.subscriptions.of_place(place)) == 1


async def test_uninstalling_one_erases_it_and_leaves_the_other(both: Here) -> None:
    for ident in ("T1", "T2"):
        await both.sender.command("/brief", f"https://news.example/{ident}", team=ident)
    await both.world.work()
    await both.sender.event(
        {"type": "tokens_revoked", "tokens": {"bot": ["UBOTT1"]}, "event_ts": "1.1"}, team="T1"
    )
    await both.sender.event({"type": "app_uninstalled", "event_ts": "1.1"}, team="T1")
    installs = both.world.slack.connection.installs
    assert await installs.authorize("T1") is None
    with pytest.raises(PlaceGone):
        await installs("T1")
    assert await installs.authorize("T2") is not None
    rows = await both.world.store.outbox.rows()
    assert {row.place.workspace for row in rows} == {"T2"}
    assert await both.world.store.articles.count() == 1
    status, _ = await both.sender.command("/brief", LINK, team="T1")
    assert status == 200
    await both.world.work()
    assert {row.place.workspace for row in await both.world.store.outbox.rows()} == {"T2"}


async def test_a_workspace_that_installs_again_uses_its_new_token(both: Here) -> None:
    installs = both.world.slack.connection.installs
    assert isinstance(installs, ManyWorkspaces)
    await install(installs, "T1", "xoxb-new")
    assert (await installs("T1")).token == "xoxb-new"
    assert (await installs("T2")).token == "xoxb-T2"


# slack_sdk 3.47 requests its token like this; our code cannot change that.
BASIC = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@BASIC
async def test_a_token_that_runs_out_is_renewed_once_and_kept(both: Here) -> None:
    installs = both.world.slack.connection.installs
    assert isinstance(installs, ManyWorkspaces)
    both.fake.refreshing["xoxe-1"] = "xoxb-T1"
    soon = int(time.time()) + 600
    await install(installs, "T1", "xoxb-T1", bot_refresh_token="xoxe-1", bot_token_expires_at=soon)
    clients = await asyncio.gather(*(installs("T1") for _ in range(5)))
    assert {client.token for client in clients} == {"xoxb-T1-new"}
    assert len(both.fake.called("oauth.v2.access")) == 1
    await both.sender.command("/brief", LINK, team="T1")
    await both.world.work()
    assert len(both.texts()) == 1
    assert len(both.fake.called("oauth.v2.access")) == 1


@BASIC
@pytest.mark.parametrize("trouble", ["invalid_refresh_token", 503])
async def test_a_token_that_cannot_be_renewed_is_used_while_it_holds(
    both: Here, trouble: str | int
) -> None:
    installs = both.world.slack.connection.installs
    assert isinstance(installs, ManyWorkspaces)
    soon = int(time.time()) + 600
    await install(installs, "T1", "xoxb-T1", bot_refresh_token="xoxe-1", bot_token_expires_at=soon)
    both.fake.refreshing["xoxe-1"] = "xoxb-T1"
    both.fake.trouble["oauth.v2.access"] = [trouble]
    assert (await installs("T1")).token == "xoxb-T1"
    assert (await installs("T1")).token == "xoxb-T1-new", "with the next call it is tried again"


# slack_sdk 3.47 requests its token like this; our code cannot change that.
@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_a_whole_organisation_is_refused_in_words_and_its_token_not_kept(both: Here) -> None:
    both.fake.granted = {
        "ok": True,
        "app_id": "A1",
        "access_token": "xoxb-org",
        "token_type": "bot",
        "scope": "chat:write",
        "bot_user_id": "UBOT",
        "team": None,
        "enterprise": {"id": "E1", "name": "Acme"},
        "is_enterprise_install": True,
        "authed_user": {"id": "UADMIN"},
    }
    both.fake.teams["xoxb-org"] = team("E1")
    async with aiohttp.ClientSession(both.world.url) as session:
        async with session.get("/slack/install") as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
        state = cookie.partition("=")[2]
        way = f"/slack/oauth_redirect?code=1&state={state}"
        async with session.get(way, headers={"Cookie": cookie}) as answer:
            assert answer.status == 400
            assert "one workspace at a time" in await answer.text()
    installs = both.world.slack.connection.installs
    assert await installs.workspaces() == ("T1", "T2")
