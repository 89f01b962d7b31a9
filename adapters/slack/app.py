"""All of Slack: the app with its listeners, over Socket Mode or HTTP, for one workspace or many.

connection = connect(config, now=now, engine=engine)   # first: its chat goes into the flows
slack = slack_app(connection, desk=desk, now=now)      # then: the flows come in here
async with slack: ...                                  # Socket Mode, if it has an app token
Starlette(routes=[*slack.routes, ...])                 # HTTP, on the server of the local page
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.slack.actions import Actions
from adapters.slack.chat import SlackChat
from adapters.slack.commands import Commands
from adapters.slack.desk import Desk
from adapters.slack.dress import AGAIN, EVIDENCE, FOLLOW, FULL, MORE
from adapters.slack.events import Events
from adapters.slack.forms import ADD_DIGEST, OWN_SETTINGS, WHO_MAY
from adapters.slack.front import Front
from adapters.slack.home import BRIEF, ERASE_ME, MANAGE, NEW_DIGEST, OWN, VERBS, WHO
from adapters.slack.installs import Installs, ManyWorkspaces, OneWorkspace
from adapters.slack.manifest import SCOPES, SHORTCUT
from adapters.slack.modals import EVIDENCE_PAGE, FULL_PAGE, PASTE, PREVIEW_PAGE, REPORT_LINE
from adapters.slack.socket import PING_S, SocketMode
from adapters.slack.speech import Settings
from adapters.slack.talk import Talk
from adapters.slack.windows import Windows

log = logging.getLogger(__name__)

API = "https://slack.com/api/"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH = (
    "/slack/events",
    "/slack/install",
    "/slack/oauth_redirect",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """What an operator sets. `bot_token` for one workspace, or `client_id` and its secret for many.

    `app_token` switches Socket Mode on; without it `signing_secret` is needed, for HTTP.
    `public_url` is where people reach the server, without a slash at its end.
    """

    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    public_url: str | None = None
    reaction: str = "newspaper"
    base_url: str = API
    authorize_url: str = AUTHORIZE
    ping_s: float = PING_S

    def faults(self) -> tuple[str, ...]:
        """What is missing, one line each; () if Slack can be started."""
        found = []
        many = bool(self.client_id and self.client_secret)
        if not self.bot_token and not many:
            found.append("SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, is missing")
        if not self.app_token and not self.signing_secret:
            found.append("SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing")
        if many and not self.bot_token and not self.public_url:
            found.append("for installs by OAuth the server's public address is missing")
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The way out, and who the app is where."""

    config: SlackConfig
    chat: SlackChat
    installs: Installs


def connect(
    config: SlackConfig,
    *,
    now: Callable[[], datetime],
    settings: Settings,
    engine: AsyncEngine | None = None,
) -> Connection:
    """Settings -> the connection; nothing is asked yet. `engine` keeps OAuth installations.

    `settings` tells what was set for a place: which language is spoken there.
    """
    installs: Installs
    if config.bot_token:
        installs = OneWorkspace(token=config.bot_token, base_url=config.base_url)
    else:
        assert engine is not None
        assert config.client_id is not None
        assert config.client_secret is not None
        installs = ManyWorkspaces(
            engine=engine,
            client_id=config.client_id,
            client_secret=config.client_secret,
            base_url=config.base_url,
        )
    chat = SlackChat(clients=installs, now=now, settings=settings)
    return Connection(config=config, chat=chat, installs=installs)


class Slack:
    """The running app: `routes` for a Starlette server, a context for Socket Mode."""

    def __init__(self, *, connection: Connection, app: AsyncApp, talk: Talk) -> None:
        self.connection = connection
        self.app = app
        self.talk = talk
        self.chat = connection.chat
        self._socket: SocketMode | None = None

    @property
    def routes(self) -> list[Route]:
        """Where Slack reaches us by HTTP; none with Socket Mode but those of OAuth."""
        config, installs = self.connection.config, self.connection.installs
        made: list[Route] = []
        if config.signing_secret and not config.app_token:
            handler = AsyncSlackRequestHandler(self.app)

            async def events(request: Request) -> Response:
                return await handler.handle(request)

            made.append(Route(EVENTS_PATH, events, methods=["POST"]))
        if isinstance(installs, ManyWorkspaces):
            made += _oauth_routes(config, installs)
        return made

    async def __aenter__(self) -> Slack:
        installs, config = self.connection.installs, self.connection.config
        if isinstance(installs, ManyWorkspaces):
            await installs.prepare()
        if config.app_token:
            self._socket = SocketMode(
                self.app,
                app_token=config.app_token,
                base_url=config.base_url,
                ping_s=config.ping_s,
            )
            await self._socket.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.__aexit__(kind, error, trace)
        await self.talk.close()


def slack_app(connection: Connection, *, desk: Desk, now: Callable[[], datetime]) -> Slack:
    """Connection and desk -> Slack, with all its listeners."""
    config, installs = connection.config, connection.installs

    async def authorize(team_id: str | None = None, **_: Any) -> AuthorizeResult | None:
        return await installs.authorize(team_id or "")

    app = AsyncApp(
        signing_secret=config.signing_secret or "socket mode signs nothing",
        request_verification_enabled=not config.app_token,
        client=AsyncWebClient(base_url=config.base_url, timeout=15, retry_handlers=[]),
        authorize=authorize,  # type: ignore[arg-type]  # None: not installed
        # Listeners end before Slack is answered: what they took in is safe by then.
        process_before_response=True,
    )
    talk = Talk(desk=desk, chat=connection.chat, installs=installs, now=now)
    _listen(app, talk, config)
    return Slack(connection=connection, app=app, talk=talk)


def _listen(app: AsyncApp, talk: Talk, config: SlackConfig) -> None:
    front = Front(talk=talk, reaction=config.reaction)
    events = Events(talk=talk, front=front, reaction=config.reaction)
    commands = Commands(talk=talk, reaction=config.reaction)
    actions = Actions(talk=talk)
    windows = Windows(talk=talk, front=front)
    app.event("message")(_bound(events.message))
    app.event("app_mention")(events.mention)
    app.event("reaction_added")(events.reacted)
    app.event("member_joined_channel")(events.joined)
    app.event("app_home_opened")(events.home)
    for gone in (
        "channel_left",
        "group_left",
        "channel_deleted",
        "channel_archive",
        "group_archive",
    ):
        app.event(gone)(_bound(events.left))
    for end in ("app_uninstalled", "tokens_revoked"):
        app.event(end)(_bound(events.uninstalled))
    app.command("/brief")(commands.brief)
    app.command("/digest")(commands.digest)
    app.command("/readout")(commands.readout)
    app.message_shortcut(SHORTCUT)(actions.shortcut)
    pressed = {
        EVIDENCE: actions.evidence,
        FULL: actions.full,
        FOLLOW: actions.follow,
        AGAIN: actions.again,
        MORE: actions.menu,
        NEW_DIGEST: windows.home_new,
        ERASE_ME: windows.home_erase,
        BRIEF: windows.home_brief,
        OWN: windows.home_own,
        WHO: windows.home_who,
        **{f"{EVIDENCE_PAGE}_{turn}": actions.evidence_page for turn in ("back", "on")},
        **{f"{FULL_PAGE}_{turn}": actions.full_page for turn in ("back", "on")},
        **{f"{PREVIEW_PAGE}_{turn}": windows.preview_page for turn in ("back", "on")},
        **{f"{MANAGE}_{verb}": windows.home_manage for verb in VERBS},
    }
    for name, listener in pressed.items():
        app.action(name)(listener)
    app.options("zone")(windows.zones)
    app.view(REPORT_LINE)(actions.report_sent)
    app.view(PASTE)(windows.paste_sent)
    app.view(ADD_DIGEST)(windows.digest_sent)
    app.view(OWN_SETTINGS)(windows.own_sent)
    app.view(WHO_MAY)(windows.who_sent)


def _bound(listener: Callable[..., Any]) -> Callable[..., Any]:
    """A listener for several events needs a name of its own for each."""

    async def listen(body: dict[str, Any]) -> None:
        await listener(body)

    return listen


def _oauth_routes(config: SlackConfig, installs: ManyWorkspaces) -> list[Route]:
    """Install and come back: state in a cookie and in the store, so nobody is led into it."""
    assert config.client_id is not None
    assert config.client_secret is not None
    flow = AsyncOAuthFlow(
        client=AsyncWebClient(base_url=config.base_url, timeout=15, retry_handlers=[]),
        settings=AsyncOAuthSettings(
            client_id=config.client_id,
            client_secret=config.client_secret,
            scopes=list(SCOPES),
            redirect_uri=f"{config.public_url}{REDIRECT_PATH}" if config.public_url else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installs.installations,
            state_store=installs.states,
            authorization_url=config.authorize_url,
        ),
    )

    async def install(request: Request) -> Response:
        return to_starlette_response(
            await flow.handle_installation(to_async_bolt_request(request, b""))
        )

    async def redirect(request: Request) -> Response:
        return to_starlette_response(
            await flow.handle_callback(to_async_bolt_request(request, b""))
        )

    return [
        Route(INSTALL_PATH, install, methods=["GET"]),
        Route(REDIRECT_PATH, redirect, methods=["GET"]),
    ]
