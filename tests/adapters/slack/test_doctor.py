"""The doctor finds what is missing; the manifest asks for what the code needs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import web

from adapters.slack.app import SlackConfig
from adapters.slack.doctor import doctor
from adapters.slack.manifest import EVENTS, MANIFEST, SCOPES, SHORTCUT
from tests.fakes.slack_server import SECRET


class Told:
    """A Slack that tells scopes and a manifest."""

    def __init__(self) -> None:
        self.scopes = set(SCOPES)
        self.events = list(EVENTS)
        self.socket = True

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        bodies: dict[str, Any] = {
            "auth.test": {"ok": True, "team": "Acme", "team_id": "T1", "bot_id": "B1"},
            "bots.info": {"ok": True, "bot": {"app_id": "A1"}},
            "apps.connections.open": {
                "ok": self.socket,
                "error": "not_allowed_token_type",
                "url": "ws://x",
            },
            "apps.manifest.export": {
                "ok": True,
                "manifest": {"settings": {"event_subscriptions": {"bot_events": self.events}}},
            },
        }
        if method == "auth.test" and "xoxb-old" in request.headers["authorization"]:
            return web.json_response({"ok": False, "error": "token_revoked"})
        return web.json_response(bodies[method], headers={"x-oauth-scopes": ",".join(self.scopes)})


@pytest.fixture
async def told():  # type: ignore[no-untyped-def]
    found = Told()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", found.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"  # type: ignore[attr-defined]
    yield found
    await runner.cleanup()


async def examined(told: Any, **config: Any) -> dict[str, tuple[bool, str]]:
    token = config.pop("config_token", "xoxe.xoxp-1")
    config = {"bot_token": "xoxb-1", "app_token": "xapp-1", **config}
    checks = await doctor(SlackConfig(base_url=told.url, **config), config_token=token)
    return {check.name: (check.ok, check.detail) for check in checks}


async def test_a_set_up_that_is_whole(told: Any) -> None:
    found = await examined(told)
    assert all(ok for ok, _ in found.values())
    assert set(found) == {"settings", "bot token", "scopes", "app token", "events"}


async def test_what_is_missing_is_named(told: Any) -> None:
    told.scopes -= {"reactions:write", "groups:history"}
    told.events.remove("app_mention")
    told.socket = False
    found = await examined(told)
    assert found["scopes"] == (False, found["scopes"][1])
    assert "groups:history, reactions:write" in found["scopes"][1]
    assert "app_mention" in found["events"][1]
    assert found["app token"][0] is False
    assert (await examined(told, bot_token="xoxb-old"))["bot token"] == (
        False,
        "Slack says token_revoked",
    )
    swapped = await examined(told, bot_token="xapp-1", app_token="xoxb-1")
    assert "xoxb-" in swapped["bot token"][1]
    assert "xapp-" in swapped["app token"][1]
    assert "needed: app_home_opened" in (await examined(told, config_token=None))["events"][1]


async def test_settings_that_cannot_start(told: Any) -> None:
    found = await examined(told, bot_token=None, app_token=None)
    assert found["settings"][0] is False
    assert "SLACK_BOT_TOKEN" in found["settings"][1]
    assert "SLACK_SIGNING_SECRET" in found["settings"][1]
    found = await examined(told, app_token=None, signing_secret=SECRET)
    assert found["signing secret"][0] is False
    found = await examined(told, app_token=None, signing_secret="0123456789abcdef" * 2)
    assert found["signing secret"][0] is True


def listed(name: str) -> list[str]:
    """The items of a list of the manifest."""
    text = MANIFEST.read_text()
    found = re.search(rf"^ *{name}:\n((?: +- [\w.:]+\n)+)", text, re.MULTILINE)
    assert found is not None
    return re.findall(r"- (\S+)", found[1])


def test_the_manifest_asks_for_what_the_code_needs() -> None:
    assert tuple(listed("bot")) == SCOPES
    assert tuple(listed("bot_events")) == EVENTS
    text = MANIFEST.read_text()
    assert re.findall(r"callback_id: (\S+)", text) == [SHORTCUT]
    assert re.findall(r"command: (\S+)", text) == ["/brief", "/digest", "/readout"]
    assert "\t" not in text
