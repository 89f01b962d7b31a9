"""Access to a page that other machines can reach: only with its token.

sign-in   a form that takes the token and sets a cookie
cookie    its time of expiry, signed; nothing is stored here, and a new token ends all cookies
bearer    `Authorization: Bearer TOKEN`, for scripts and Prometheus
health    answers everybody; only those who have the token see what is wrong

Guessing is slowed: after FREE_TRIES wrong tokens an address has to wait, twice as long each time.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.templating import Renderer

SIGN_IN, SIGN_OUT, HEALTH = "/sign-in", "/sign-out", "/health"
COOKIE = "readout"
SIGNED_IN_FOR = timedelta(days=7)
FREE_TRIES = 5
MAX_WAIT_S = 300.0
MAX_ADDRESSES = 4_096
MAX_FORM_BYTES = 4_096


class Guesses:
    """Wrong tokens by address -> how long that address waits. IPv6 counts by its /64."""

    def __init__(self, *, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait_s(self, address: str) -> float:
        """Seconds until the address may try again; 0 if it may now."""
        _, until = self._wrong.get(_network(address), (0, 0.0))
        return max(0.0, until - self._monotonic())

    def wrong(self, address: str) -> None:
        """Count a wrong token."""
        network = _network(address)
        count = self._wrong.pop(network, (0, 0.0))[0] + 1
        wait_s = min(2.0 ** (count - FREE_TRIES), MAX_WAIT_S) if count > FREE_TRIES else 0.0
        self._wrong[network] = (count, self._monotonic() + wait_s)
        while len(self._wrong) > MAX_ADDRESSES:
            self._wrong.popitem(last=False)

    def right(self, address: str) -> None:
        """Forget the wrong tokens of an address, since it sent the right one."""
        self._wrong.pop(_network(address), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToken:
    """The token, and the cookies that it signs."""

    secret: str
    now: Callable[[], datetime]
    guesses: Guesses

    def matches(self, guess: str) -> bool:
        """Whether it is the token; compared in constant time, so that the time reveals nothing."""
        return hmac.compare_digest(_digest(guess), _digest(self.secret))

    def cookie(self) -> str:
        """A cookie's value: when it ends, signed."""
        end = str(int((self.now() + SIGNED_IN_FOR).timestamp()))
        return f"{end}.{self._signature(end)}"

    def holds(self, cookie: str) -> bool:
        """Whether a cookie was given here and has not ended."""
        end, _, signature = cookie.partition(".")
        right = hmac.compare_digest(signature.encode(), self._signature(end).encode())
        return right and end.isdecimal() and self.now().timestamp() < int(end)

    def _signature(self, end: str) -> str:
        key = b"readout page cookie\0" + _digest(self.secret)
        return hmac.new(key, end.encode(errors="replace"), hashlib.sha256).hexdigest()


class SignedIn:
    """Middleware: requests without a valid token get the sign-in page, or 401."""

    def __init__(self, app: ASGIApp, *, token: PageToken) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        known = self._known(request)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if known is True or path in (SIGN_IN, SIGN_OUT) or path.startswith("/static/"):
            await self.app(scope, receive, send)
        elif path == HEALTH:
            await _only_the_status(self.app, scope, receive, send)
        else:
            await _refusal(request, known)(scope, receive, send)

    def _known(self, request: Request) -> bool | float:
        """Whether the request has a valid token; after wrong ones, the seconds to wait."""
        if self.token.holds(request.cookies.get(COOKIE, "")):
            return True
        scheme, _, guess = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        return admitted(self.token, guess.strip(), address_of(request))


def admitted(token: PageToken, guess: str, address: str) -> bool | float:
    """Whether the guess is right; after too many wrong ones, unchecked: the seconds to wait."""
    wait_s = token.guesses.wait_s(address)
    if wait_s > 0:
        return wait_s
    if not token.matches(guess):
        token.guesses.wrong(address)
        return False
    token.guesses.right(address)
    return True


class SignIn:
    """The pages for signing in and out."""

    def __init__(self, *, token: PageToken, render: Renderer) -> None:
        self._token = token
        self._render = render

    def routes(self) -> list[Route]:
        """All routes of this file."""
        return [
            Route(SIGN_IN, self.form, name="sign_in"),
            Route(SIGN_IN, self.enter, methods=["POST"]),
            Route(SIGN_OUT, self.leave, name="sign_out", methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        """The page with the form."""
        return self._page(request, request.query_params.get("next", "/"))

    async def enter(self, request: Request) -> Response:
        """Token -> cookie, and a redirect to the page that was asked for."""
        fields = await _fields(request)
        further = fields.get("next", "/")
        answer = admitted(self._token, fields.get("token", "").strip(), address_of(request))
        if answer is False:
            return self._page(
                request, further, 403, "This is not the token.", "Whoever runs Readout has it."
            )
        if answer is not True:
            page = self._page(
                request, further, 429, "Too many wrong tokens.", "Wait a little and try again."
            )
            page.headers["retry-after"] = _seconds(answer)
            return page
        response = RedirectResponse(_own_path(request, further), HTTPStatus.SEE_OTHER)
        response.set_cookie(
            COOKIE, self._token.cookie(), max_age=int(SIGNED_IN_FOR.total_seconds()),
            path=_root(request) or "/", httponly=True, samesite="lax",
            secure=request.url.scheme == "https",
        )  # fmt: skip
        return response

    async def leave(self, request: Request) -> Response:
        """Delete the cookie."""
        response = RedirectResponse(_root(request) + SIGN_IN, HTTPStatus.SEE_OTHER)
        response.delete_cookie(COOKIE, path=_root(request) or "/", httponly=True, samesite="lax")
        return response

    def _page(
        self, request: Request, further: str, status: int = 200, message: str = "", hint: str = ""
    ) -> Response:
        page = self._render(
            request, "sign_in.html", status=status, message=message, hint=hint, further=further
        )
        page.headers["cache-control"] = "no-store"
        return page


def address_of(request: Request) -> str:
    """The address of the peer, as the connection reports it."""
    return request.client.host if request.client else ""


async def _fields(request: Request) -> dict[str, str]:
    """The fields of the form; {} if its body is larger than two short fields."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_FORM_BYTES:
            return {}
    try:
        pairs = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in pairs.items()}


def _refusal(request: Request, known: bool | float) -> Response:
    if known is not False:
        return PlainTextResponse(
            "Too many wrong tokens.", 429, headers={"retry-after": _seconds(known)}
        )
    browser = "text/html" in request.headers.get("accept", "")
    if not browser or request.method not in ("GET", "HEAD"):
        headers = {"www-authenticate": "Bearer", "cache-control": "no-store"}
        return PlainTextResponse("This page asks for its token.", 401, headers=headers)
    further = request.scope["path"].removeprefix(_root(request))
    if request.url.query:
        further += f"?{request.url.query}"
    to = f"{_root(request)}{SIGN_IN}?next={quote(further, safe='')}"
    return RedirectResponse(to, HTTPStatus.SEE_OTHER, headers={"cache-control": "no-store"})


async def _only_the_status(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer /health with its status alone, which is all that a probe needs."""
    status = 503

    async def keep(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]

    await app(scope, receive, keep)
    word = {200: "ok", 503: "failing"}.get(status, "refused")
    headers = {"cache-control": "no-store"}
    await JSONResponse({"status": word}, status, headers=headers)(scope, receive, send)


def _own_path(request: Request, further: str) -> str:
    """`further` if it is a path of this page, else the home page ("//evil.example" is not one)."""
    plain = further.startswith("/") and not further.startswith(("//", "/\\"))
    if not plain or any(ord(char) < 0x21 for char in further):
        further = "/"
    return _root(request) + further


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def _seconds(wait_s: float) -> str:
    return str(max(1, round(wait_s)))


def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(ip) >> 64 << 64, 64)))
    return str(ip)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
