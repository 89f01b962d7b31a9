"""Checks of a site's response: an error says why its body is not worth reading."""

from __future__ import annotations

from typing import Final

from adapters.pages.transport import Response
from briefs.errors import (
    BadPage,
    IsPdf,
    NotFound,
    NotText,
    Paywalled,
    SiteBusy,
    SiteRefused,
    TooSlow,
)
from briefs.translatable import translatable

_CLOSED: Final = {
    401: "Could not read this: the site asks for a login.",
    402: "Could not read this: paywalled.",
    403: "Could not read this: paywalled, or closed to bots.",
    451: "Could not read this: the site may not show it here.",
}
_NOT_TEXT: Final = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "model/",
    "application/vnd.openxmlformats-",
    "application/vnd.ms-",
    "application/vnd.oasis.",
)
_FILES: Final = frozenset(
    {
        "application/zip",
        "application/x-zip-compressed",
        "application/gzip",
        "application/x-gzip",
        "application/x-tar",
        "application/x-bzip2",
        "application/x-xz",
        "application/zstd",
        "application/x-7z-compressed",
        "application/vnd.rar",
        "application/x-rar-compressed",
        "application/java-archive",
        "application/epub+zip",
        "application/msword",
        "application/rtf",
        "application/wasm",
        "application/x-msdownload",
        "application/x-executable",
        "application/x-iso9660-image",
        "application/x-apple-diskimage",
        "application/x-shockwave-flash",
        "application/vnd.android.package-archive",
        "application/vnd.apple.mpegurl",
        "application/dash+xml",
    }
)


def refuse_status(response: Response, *, after_s: float | None = None) -> None:
    """Pass 2xx; `after_s` is the wait that the site asked for.

    Raises: Paywalled, NotFound, SiteBusy, SiteRefused, TooSlow, BadPage.
    """
    status = response.status_code
    if 200 <= status < 300:
        return
    # With this header Cloudflare says that a 403 is a challenge to bots, not a paywall:
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
    if response.headers.get("cf-mitigated", "").lower() == "challenge":
        raise SiteRefused("The site asks visitors to prove that they are no robots.")
    if status in _CLOSED:
        raise Paywalled(_CLOSED[status])
    if status == 408:
        raise TooSlow
    if status in (425, 429) or 500 <= status < 600:
        raise SiteBusy(
            translatable("The site is busy or has a fault (HTTP {status}).", status=status),
            after_s=after_s,
        )
    if status in (404, 410):
        raise NotFound
    if 400 <= status < 500:
        raise NotFound(
            translatable("The site does not show this page (HTTP {status}).", status=status)
        )
    if status >= 600:
        raise SiteRefused(
            translatable("The site refused to show the page (HTTP {status}).", status=status)
        )
    raise BadPage(
        translatable(
            "The site answered in a way that makes no page (HTTP {status}).", status=status
        )
    )


def refuse_content(content_type: str) -> None:
    """Pass a type that may be text; other bodies are not downloaded. Raises: IsPdf, NotText."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("application/pdf", "application/x-pdf"):
        raise IsPdf
    if kind.startswith(_NOT_TEXT) or kind in _FILES:
        raise NotText(
            translatable("Could not read this: it is not a web page but {kind}.", kind=kind[:60])
        )
