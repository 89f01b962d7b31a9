"""Routes that install the app by OAuth, in one workspace at a time: the start, and the return."""

from __future__ import annotations

import logging

from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.slack.installation.workspaces import ManyWorkspaces
from adapters.slack.manifest import SCOPES

log = logging.getLogger(__name__)

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"

WHOLE_ORGANISATION = (
    "Readout is installed in one workspace at a time, not in a whole organisation. Nothing was "
    "kept of this installation. Open the address of the installation again, and choose a "
    "workspace where Slack asks where to install the app."
)


class WholeOrganisation(BoltError):
    """One token for all workspaces of an organisation, which is not supported."""


class OneWorkspaceFlow(AsyncOAuthFlow):
    """Bolt's flow, which refuses the token of a whole organisation."""

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        """Store the token of a workspace. Raises: WholeOrganisation."""
        if installation.is_enterprise_install or not installation.team_id:
            log.warning("an installation for a whole organisation was refused")
            raise WholeOrganisation
        await super().store_installation(request, installation)


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    return await args.default.success(args)


async def _refused(args: AsyncFailureArgs) -> BoltResponse:
    if not isinstance(args.error, WholeOrganisation):
        return await args.default.failure(args)
    made = BoltResponse(status=400, body=WHOLE_ORGANISATION)
    made.headers["content-type"] = ["text/plain; charset=utf-8"]
    return made


def install_routes(
    installs: ManyWorkspaces,
    *,
    client_id: str,
    client_secret: str,
    public_url: str | None,
    base_url: str,
    authorize_url: str,
) -> list[Route]:
    """The two routes; the OAuth state is in a cookie and in the store, against CSRF."""
    flow = OneWorkspaceFlow(
        client=AsyncWebClient(base_url=base_url, timeout=15, retry_handlers=[]),
        settings=AsyncOAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=list(SCOPES),
            redirect_uri=f"{public_url}{REDIRECT_PATH}" if public_url else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installs.installations,
            state_store=installs.states,
            authorization_url=authorize_url,
            callback_options=AsyncCallbackOptions(success=_installed, failure=_refused),
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
