"""Templates -> HTML; all text is sanitised and escaped, even where a template forgets to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from briefs.links.sanitizing import host_of, plain, safe_url

HERE = Path(__file__).parent


def _shown(value: object) -> object:
    """A value -> what a template prints: strings lose invisible characters, Markup is unchanged."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value)
    return "" if value is None else value


def day(value: str | datetime | date | None) -> str:
    """An ISO date, or a time -> "4 May 2026"; any other text is returned unchanged."""
    if value is None:
        return ""
    if isinstance(value, str):
        try:
            return day(date.fromisoformat(value[:10]))
        except ValueError:
            return value
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """A time -> "4 May 2026, 14:03 UTC"."""
    utc = value.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


class Renderer:
    """Renders templates to responses. `nav`: (route name, label) of each page in the menu."""

    def __init__(self, *, nav: tuple[tuple[str, str], ...], sign_out: bool = False) -> None:
        self._nav = nav
        self._sign_out = sign_out
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            finalize=_shown,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(day=day, moment=moment, safe_url=safe_url, host_of=host_of)

    def __call__(
        self, request: Request, template: str, /, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Template and values -> response; its links work below any mount point."""
        path: Callable[..., str] = paths(request)
        html = self._environment.get_template(template).render(
            **values, path=path, nav=self._nav, here=request.url.path, sign_out=self._sign_out
        )
        # A page shows what is stored now: a browser may cache it, but has to revalidate.
        headers = {"cache-control": "no-cache"}
        return HTMLResponse(html, status, headers=headers)


def paths(request: Request) -> Callable[..., str]:
    """Route name and its parameters (any text) -> path, including the page's mount point."""
    root = str(request.scope.get("root_path", "")).rstrip("/")

    def path(name: str, /, **parameters: str) -> str:
        quoted = {key: quote(value, safe="") for key, value in parameters.items()}
        return root + str(request.scope["app"].url_path_for(name, **quoted))

    return path
