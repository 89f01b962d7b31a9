"""All of Slack: the app with its listeners, over Socket Mode or HTTP, for one workspace or many.

connection = connect(config, now=now, engine=engine)   # first: its chat goes into the flows
slack = slack_app(connection, requests=requests, now=now)      # then: the flows come in here
async with slack: ...                                  # Socket Mode, if it has an app token
Starlette(routes=[*slack.routes, ...])                 # HTTP, on the server of the local page
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.adapter.starlette.async_handler import (
    AsyncSlackRequestHandler,
)
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.slack.chat_port import SlackRequests
from adapters.slack.client import SlackChat
from adapters.slack.connections.socket_mode import PING_S, SocketMode
from adapters.slack.installation.oauth_routes import install_routes
from adapters.slack.installation.workspaces import Installations, ManyWorkspaces, OneWorkspace
from adapters.slack.listeners.actions import Actions
from adapters.slack.listeners.commands import Commands
from adapters.slack.listeners.context import ListenerContext
from adapters.slack.listeners.digest_windows import DigestWindows
from adapters.slack.listeners.events import Events
from adapters.slack.listeners.greeter import Greeter
from adapters.slack.listeners.home_tab import HomeTab
from adapters.slack.listeners.missed_events import MissedEvents
from adapters.slack.listeners.quiet_windows import QuietWindows
from adapters.slack.listeners.reply_menu import ReplyMenu
from adapters.slack.listeners.view_submissions import ViewSubmissions
from adapters.slack.listeners.workflow_step import WorkflowStep
from adapters.slack.manifest import SHORTCUT, STEP
from adapters.slack.parsing import PLATFORM
from adapters.slack.rendering import AGAIN, EVIDENCE, FOLLOW, FULL, MORE, OPEN, UNFOLLOW
from adapters.slack.user_locale import Settings
from adapters.slack.views.digest_list import MANAGE, VERBS
from adapters.slack.views.forms import ADD_DIGEST, OWN_SETTINGS, WHO_MAY
from adapters.slack.views.home_view import BRIEF, ERASE_ME, NEW_DIGEST, OPEN_RECENT, OWN, QUIET, WHO
from adapters.slack.views.modals import (
    BRIEFING_PAGE,
    ERASE_SURE,
    EVIDENCE_PAGE,
    FULL_PAGE,
    PASTE,
    PREVIEW_PAGE,
    REPORT_LINE,
)
from adapters.slack.views.quiet_view import QUIET_HOURS
from adapters.slack.views.reply_menu import CHOSEN
from briefs.errors import ReadoutError
from briefs.model.chat import ReplyAct
from briefs.model.pastes import Check
from briefs.model.places import Place

log = logging.getLogger(__name__)

API = "https://slack.com/api/"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
EVENTS_PATH = "/slack/events"


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
    """The settings, the chat that sends, and the installations with their tokens."""

    config: SlackConfig
    chat: SlackChat
    installs: Installations


def connect(
    config: SlackConfig,
    *,
    now: Callable[[], datetime],
    settings: Settings,
    engine: AsyncEngine | None = None,
) -> Connection:
    """Settings -> the connection, without a request to Slack. `engine` stores OAuth installations.

    `settings` returns the settings of a place, among them its language.
    """
    installs: Installations
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

    def __init__(
        self, *, connection: Connection, app: AsyncApp, context: ListenerContext, greeter: Greeter
    ) -> None:
        self.greeter = greeter
        self.missed = MissedEvents(context=context)
        self.connection = connection
        self.app = app
        self.context = context
        self.chat = connection.chat
        self._socket: SocketMode | None = None

    @property
    def routes(self) -> list[Route]:
        """Routes that are reached by HTTP: those of events, without Socket Mode, and of OAuth."""
        config, installs = self.connection.config, self.connection.installs
        made: list[Route] = []
        if config.signing_secret and not config.app_token:
            handler = AsyncSlackRequestHandler(self.app)

            async def events(request: Request) -> Response:
                return await handler.handle(request)

            made.append(Route(EVENTS_PATH, events, methods=["POST"]))
        if isinstance(installs, ManyWorkspaces):
            assert config.client_id is not None
            assert config.client_secret is not None
            made += install_routes(
                installs,
                client_id=config.client_id,
                client_secret=config.client_secret,
                public_url=config.public_url,
                base_url=config.base_url,
                authorize_url=config.authorize_url,
            )
        return made

    async def check(self) -> Check:
        """Whether Slack accepts our tokens."""
        fault = await self.chat.fault()
        return Check(PLATFORM, fault is None, fault or "its tokens hold")

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
                count_fault=self.context.count_fault,
            )
            socket = self._socket
            self.chat.connection_fault = lambda: socket.refused
            await self._socket.__aenter__()
        self.context.after(self._catch_up())
        return self

    async def _catch_up(self) -> None:
        """Handle what happened to channels and messages while the program was off."""
        joined: list[Place] = []
        try:
            joined = await self.greeter.missed()
        finally:  # messages are looked at even if Slack refused a greeting
            await self.missed.look(joined)

    async def __aexit__(self, *_: object) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.__aexit__(None, None, None)
        await self.context.close()


def slack_app(
    connection: Connection,
    *,
    requests: SlackRequests,
    now: Callable[[], datetime],
    count_fault: Callable[[], None] = lambda: None,
) -> Slack:
    """Connection and requests -> Slack, with all its listeners."""
    config, installs = connection.config, connection.installs

    async def authorize(team_id: str | None = None, **_: Any) -> AuthorizeResult | None:
        return await installs.authorize(team_id or "")

    app = AsyncApp(
        signing_secret=config.signing_secret or "socket mode signs nothing",
        request_verification_enabled=not config.app_token,
        client=AsyncWebClient(base_url=config.base_url, timeout=15, retry_handlers=[]),
        authorize=authorize,  # type: ignore[arg-type]  # None: not installed
        # Listeners end before Slack is answered, so a request is stored before it is acknowledged.
        process_before_response=True,
        # Needed to learn that our own message was deleted; parsing ignores what bots write.
        ignoring_self_events_enabled=False,
    )
    app.error(_error_handler(count_fault))
    context = ListenerContext(
        count_fault=count_fault, requests=requests, chat=connection.chat, installs=installs, now=now
    )
    greeter = Greeter(context=context, reaction=config.reaction)
    _listen(app, context, greeter, config)
    return Slack(connection=connection, app=app, context=context, greeter=greeter)


LEFT_EVENTS = ("channel_left", "group_left", "channel_deleted", "channel_archive", "group_archive")
"""Events after which nothing can be posted in a channel any more."""


def _listen(app: AsyncApp, context: ListenerContext, greeter: Greeter, config: SlackConfig) -> None:
    home_tab = HomeTab(context=context, reaction=config.reaction)
    events = Events(context=context, home_tab=home_tab, greeter=greeter, reaction=config.reaction)
    commands = Commands(context=context, reaction=config.reaction)
    actions = Actions(context=context)
    menu = ReplyMenu(context=context)
    windows = ViewSubmissions(context=context, home_tab=home_tab)
    digests = DigestWindows(context=context, home_tab=home_tab)
    app.event("message")(events.message)
    app.event("app_mention")(events.mention)
    app.event("reaction_added")(events.reacted)
    app.event("member_joined_channel")(events.joined)
    app.event("app_home_opened")(events.home)
    for event in LEFT_EVENTS:
        app.event(event)(_bound(events.left))
    for end in ("app_uninstalled", "tokens_revoked"):
        app.event(end)(_bound(events.uninstalled))
    app.command("/brief")(commands.brief)
    app.command("/digest")(commands.digest)
    app.command("/readout")(commands.readout)
    app.event("assistant_thread_started")(events.assistant)
    app.function(STEP, auto_acknowledge=False)(WorkflowStep(context=context).execute)
    app.message_shortcut(SHORTCUT)(actions.shortcut)
    _listen_to_messages(app, actions, menu)
    _listen_to_windows(app, actions, windows, digests)
    app.options("zone")(digests.zones)
    app.view(REPORT_LINE)(menu.report_sent)
    app.view(PASTE)(windows.paste_sent)
    app.view(ERASE_SURE)(windows.erase_sent)
    app.view(ADD_DIGEST)(digests.sent)
    app.view(OWN_SETTINGS)(windows.own_sent)
    app.view(WHO_MAY)(windows.who_sent)
    quiet = QuietWindows(context=context, home_tab=windows.home_tab)
    app.view(QUIET_HOURS)(quiet.sent)
    app.action(QUIET)(quiet.home_quiet)


def _listen_to_messages(app: AsyncApp, actions: Actions, menu: ReplyMenu) -> None:
    """Register the buttons below a message, and those of the window behind its "…"."""
    pressed = {
        EVIDENCE: actions.evidence,
        FULL: actions.full,
        FOLLOW: actions.follow,
        UNFOLLOW: actions.unfollow,
        AGAIN: actions.again,
        OPEN: actions.opened,
        MORE: menu.opened,
        **{f"{CHOSEN}_{act}": menu.chosen for act in ReplyAct},
    }
    for name, listener in pressed.items():
        app.action(name)(listener)


def _listen_to_windows(
    app: AsyncApp, actions: Actions, windows: ViewSubmissions, digests: DigestWindows
) -> None:
    """Register the buttons of App Home, of lists and of pages."""
    turns = ("back", "on")
    pressed = {
        NEW_DIGEST: digests.open_new,
        ERASE_ME: windows.home_erase,
        BRIEF: windows.home_brief,
        OWN: windows.home_own,
        OPEN_RECENT: windows.home_open,
        WHO: windows.home_who,
        **{f"{BRIEFING_PAGE}_{turn}": windows.briefing_page for turn in turns},
        **{f"{EVIDENCE_PAGE}_{turn}": actions.evidence_page for turn in turns},
        **{f"{FULL_PAGE}_{turn}": actions.full_page for turn in turns},
        **{f"{PREVIEW_PAGE}_{turn}": digests.preview_page for turn in turns},
        **{f"{MANAGE}_{verb}": digests.manage for verb in VERBS},
    }
    for name, listener in pressed.items():
        app.action(name)(listener)


def _error_handler(
    count_fault: Callable[[], None],
) -> Callable[[Exception], Awaitable[BoltResponse]]:
    """Handler of listeners that fail before they acknowledge: 500, so Slack delivers again."""

    async def answer(error: Exception) -> BoltResponse:
        if isinstance(error, ReadoutError):
            log.warning("an event is not taken in: %s", error.kind)
        else:
            log.error("a listener failed", exc_info=error)
            count_fault()
        return BoltResponse(status=500, body="")

    return answer


def _bound(listener: Callable[..., Any]) -> Callable[..., Any]:
    """A listener for several events -> a function of its own, to register for one of them."""

    async def listen(body: dict[str, Any]) -> None:
        await listener(body)

    return listen
