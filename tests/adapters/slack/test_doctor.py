"""The doctor finds what is missing, and says which app is installed."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from adapters.slack.app import SlackConfig
from adapters.slack.doctor import doctor
from adapters.slack.manifest import (
    ASSISTANT_SCOPE,
    EVENTS,
    MINIMAL_EVENTS,
    MINIMAL_SCOPES,
    SCOPES,
    STEP,
    STEP_EVENT,
)
from tests.fakes.slack_server import SECRET


class Api:
    """A Slack that reports scopes and a manifest."""

    def __init__(self) -> None:
        self.scopes = set(SCOPES)
        self.events = list(EVENTS)
        self.functions: dict[str, Any] = {}
        self.shows_scopes = True
        self.socket = True
        self.org = False

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
                "manifest": {
                    "settings": {"event_subscriptions": {"bot_events": self.events}},
                    "functions": self.functions,
                },
            },
        }
        if method == "auth.test" and "xoxb-old" in request.headers["authorization"]:
            return web.json_response({"ok": False, "error": "token_revoked"})
        if method == "auth.test" and self.org:
            bodies[method] = {"ok": True, "team_id": None, "is_enterprise_install": True}
        headers = {"x-oauth-scopes": ",".join(self.scopes)} if self.shows_scopes else {}
        return web.json_response(bodies[method], headers=headers)


@pytest.fixture
async def api():  # type: ignore[no-untyped-def]
    found = Api()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", found.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"  # type: ignore[attr-defined]
    yield found
    await runner.cleanup()


async def examined(api: Any, **config: Any) -> dict[str, tuple[bool, str]]:
    token = config.pop("config_token", "xoxe.xoxp-1")
    config = {"bot_token": "xoxb-1", "app_token": "xapp-1", **config}
    checks = await doctor(SlackConfig(base_url=api.url, **config), config_token=token)
    return {check.name: (check.ok, check.detail) for check in checks}


async def states(api: Any, **config: Any) -> dict[str, str]:
    token = config.pop("config_token", "xoxe.xoxp-1")
    config = {"bot_token": "xoxb-1", "app_token": "xapp-1", **config}
    checks = await doctor(SlackConfig(base_url=api.url, **config), config_token=token)
    return {check.name: check.state for check in checks}


async def test_a_set_up_that_is_whole(api: Any) -> None:
    found = await examined(api)
    assert all(ok for ok, _ in found.values())
    assert set(found) == {"settings", "bot token", "scopes", "app token", "events"}


async def test_what_is_missing_is_named(api: Any) -> None:
    api.scopes -= {"reactions:write", "groups:history"}
    api.events.remove("app_mention")
    api.socket = False
    found = await examined(api)
    assert found["scopes"] == (False, found["scopes"][1])
    assert "groups:history, reactions:write" in found["scopes"][1]
    assert "app_mention" in found["events"][1]
    assert found["app token"][0] is False
    assert (await examined(api, bot_token="xoxb-old"))["bot token"] == (
        False,
        "Slack says token_revoked",
    )
    swapped = await examined(api, bot_token="xapp-1", app_token="xoxb-1")
    assert "xoxb-" in swapped["bot token"][1]
    assert "xapp-" in swapped["app token"][1]
    assert "needed: app_home_opened" in (await examined(api, config_token=None))["events"][1]


async def test_settings_that_cannot_start(api: Any) -> None:
    found = await examined(api, bot_token=None, app_token=None)
    assert found["settings"][0] is False
    assert "SLACK_BOT_TOKEN" in found["settings"][1]
    assert "SLACK_SIGNING_SECRET" in found["settings"][1]
    found = await examined(api, app_token=None, signing_secret=SECRET)
    assert found["signing secret"][0] is False
    found = await examined(api, app_token=None, signing_secret="0123456789abcdef" * 2)
    assert found["signing secret"][0] is True


async def test_the_minimal_manifest_is_known_for_what_it_is(api: Any) -> None:
    api.scopes, api.events = set(MINIMAL_SCOPES), list(MINIMAL_EVENTS)
    found = await examined(api)
    assert all(ok for ok, _ in found.values())
    assert found["scopes"][1].startswith("the minimal manifest: no channels on auto")
    api.scopes.remove("im:write")
    api.events.remove("app_mention")
    found = await examined(api)
    assert found["scopes"][0] is found["events"][0] is False
    assert "im:write" in found["scopes"][1]
    api.scopes = {*MINIMAL_SCOPES, "channels:history"}
    assert "missing: chat:write.public, groups:history" in (await examined(api))["scopes"][1]


async def test_a_token_of_a_whole_organisation_is_none_of_a_workspace(api: Any) -> None:
    api.org = True
    found = await examined(api)
    assert found["bot token"] == (
        False,
        "the app is installed for a whole organisation; install it in one workspace",
    )


async def test_what_could_not_be_checked_is_not_called_right(api: Any) -> None:
    assert (await states(api, config_token=None))["events"] == "not checked"
    assert (await states(api, bot_token=None, client_id="1"))["bot token"] == "not checked"
    signed = await states(api, app_token=None, signing_secret="0123456789abcdef" * 2)
    assert signed["signing secret"] == "not checked"
    api.shows_scopes = False
    assert (await states(api))["scopes"] == "not checked"


async def test_parts_of_paid_plans_are_named(api: Any) -> None:
    found = await examined(api)
    assert found["scopes"][1] == "the full manifest; without the assistant"
    assert found["events"][1] == "all are subscribed to; without the workflow step"
    api.scopes.add(ASSISTANT_SCOPE)
    api.functions[STEP] = {}
    found = await examined(api)
    assert found["scopes"][1] == "the full manifest; with the assistant"
    assert found["events"] == (
        False,
        f"missing: {STEP_EVENT}; add them under Event Subscriptions",
    )
    api.events.append(STEP_EVENT)
    assert (await examined(api))["events"][1] == "all are subscribed to; with the workflow step"
