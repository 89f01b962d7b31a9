"""Interstitial page -> the address that it leads to; None for the article itself.

Interstitials are pages with a meta refresh (shorteners), AMP copies, stubs whose script redirects,
the warning pages of shorteners, and pages of news aggregators. A site may send anything, so every
step takes time linear in the first MAX_SCANNED_BYTES.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from ada_url import URL, join_url

from briefs.links.canonical import site_name
from briefs.model.articles import Page

# An AMP page may hold 75 kB of style before its canonical link
# (https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml/).
MAX_SCANNED_BYTES: Final = 128 * 1024
# A page that redirects only after this long is meant to be read.
MAX_WAIT_S: Final = 10.0
# The bodies of t.co, lnkd.in and similar services have 0.3 to 5 kB.
MAX_STUB_BYTES: Final = 8 * 1024
MAX_STUB_TEXT: Final = 200

# Sites whose pages only refer to another site's article and name it as canonical. On all other
# sites a canonical link to another site means a syndicated copy, which is an article itself.
AGGREGATORS: Final = frozenset(
    {
        "apple.news",
        "feedly.com",
        "flip.it",
        "flipboard.com",
        "getpocket.com",
        "inoreader.com",
        "newsbreak.com",
        "newsnow.co.uk",
        "smartnews.com",
        "upday.com",
    }
)
_LINKEDIN: Final = frozenset({"lnkd.in", "linkedin.com"})

# The inside of a tag excludes "<", so that no text is scanned twice.
_TAG: Final = re.compile(r"<(meta|link|a|html|c-wiz)\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# With its semicolon only: "?a=1&copy=2" holds no copyright sign (HTML, 13.2.5.73).
_ENTITY: Final = re.compile(r"&(?:#\w{1,8}|[a-zA-Z]\w{1,31});")
_REFRESH: Final = re.compile(
    r"\s*(\d{1,6}(?:\.\d{0,6})?)\s*[;,]\s*(?:url\s*=\s*['\"]?|['\"]?(?!url\s*=))([^'\"]+)",
    re.IGNORECASE,
)
_SCRIPTED: Final = re.compile(
    r"""\blocation(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\(\s*)(["'])(https?:[^"'<>\s]+)\1"""
)
_APPLE: Final = re.compile(r"""redirectToUrlAfterTimeout\(\s*(["'])(https?:[^"'<>\s]+)\1""")

Attributes = dict[str, str]


def interstitial_target(page: Page) -> str | None:
    """Page -> the absolute http(s) address that it leads to, None for a page worth reading.

    The address is not checked here: the fetcher does that.
    """
    if not _may_be_html(page):
        return None
    text = page.body[:MAX_SCANNED_BYTES].decode("utf-8", "replace")
    text = _without(text, "<!--", "-->")
    plain = _without(_without(text, "<script", "</script"), "<style", "</style")
    for address in _candidates(page, text, plain):
        further = _joined(page, address)
        if further is not None:
            return further
    return None


def _may_be_html(page: Page) -> bool:
    kind = page.content_type.partition(";")[0].strip().lower()
    return kind in ("", "text/html", "application/xhtml+xml")


def _without(text: str, opening: str, closing: str) -> str:
    """Remove all text from `opening` to `closing`, or to the end; linear, unlike a lazy regex."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters in lower case; the marks are ASCII
        lower = text.translate(_ASCII_LOWER)
    parts, at = [], 0
    while (start := lower.find(opening, at)) >= 0:
        parts.append(text[at:start])
        end = lower.find(closing, start + len(opening))
        if end < 0:
            return "".join(parts)
        at = end + len(closing)
    parts.append(text[at:])
    return "".join(parts)


_ASCII_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _candidates(page: Page, text: str, plain: str) -> Iterator[str]:
    """Every address that the page might lead to, the surest first."""
    site = site_name(page.url)
    shown = _without(plain, "<noscript", "</noscript")
    yield from _refreshes(shown)
    tags = list(_tags(plain))
    if any(name == "html" and {"amp", "⚡", "⚡️"} & has.keys() for name, has in tags):
        yield from (x for x in _canonical(tags) if site_name(_whole(page, x)) == site)
    if site in AGGREGATORS:
        yield from (x for x in _canonical(tags) if site_name(_whole(page, x)) not in ("", site))
        yield from (_unquoted(found.group(2)) for found in _APPLE.finditer(text))
    if site == "google.com":
        yield from (has["data-n-au"] for _, has in tags if has.get("data-n-au"))
    if site in _LINKEDIN:
        yield from _linkedin(tags)
    if len(page.body) <= MAX_STUB_BYTES and len(_visible(shown)) <= MAX_STUB_TEXT:
        yield from _stub(page, text, plain, site)


def _tags(text: str) -> Iterator[tuple[str, Attributes]]:
    for found in _TAG.finditer(text):
        yield found.group(1).lower(), _attributes(found.group(2))


def _attributes(text: str) -> Attributes:
    """Names lower case, values unescaped; the first of a name counts, as in HTML."""
    attributes: Attributes = {}
    for name, value in _ATTRIBUTE.findall(text):
        attributes.setdefault(name.lower(), _ENTITY.sub(_entity, value.strip("\"'")))
    return attributes


def _entity(found: re.Match[str]) -> str:
    return html.unescape(found.group())


def _refreshes(text: str) -> Iterator[str]:
    """<meta http-equiv=refresh content="0;url=...">."""
    for name, has in _tags(text):
        if name == "meta" and has.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(has.get("content", ""))
            if found and float(found.group(1)) <= MAX_WAIT_S:
                yield found.group(2)


def _canonical(tags: list[tuple[str, Attributes]]) -> Iterator[str]:
    """rel=canonical, then og:url."""
    for name, has in tags:
        if name == "link" and "canonical" in has.get("rel", "").lower().split():
            yield has.get("href", "")
    for name, has in tags:
        if name == "meta" and has.get("property", "").lower() == "og:url":
            yield has.get("content", "")


def _linkedin(tags: list[tuple[str, Attributes]]) -> Iterator[str]:
    """The page "This link will take you to a page that's not on LinkedIn"."""
    for name, has in tags:
        if name == "a" and has.get("data-tracking-control-name") == "external_url_click":
            yield has.get("href", "")


def _stub(page: Page, text: str, plain: str, site: str) -> Iterator[str]:
    """A page of hardly any text whose script, or whose <noscript>, leads to another site.

    A script that leads to its own site is left out: it checks the browser.
    """
    scripted = (_unquoted(found.group(2)) for found in _SCRIPTED.finditer(text))
    for address in (*_refreshes(plain), *scripted):
        if site_name(_whole(page, address)) not in ("", site):
            yield address


def _visible(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", _without(text, "<title", "</title")).split())


def _unquoted(text: str) -> str:
    """The inside of a JavaScript string -> its text; only escapes that addresses need."""
    return re.sub(
        r"\\(?:u00|x)([0-9a-fA-F]{2})", lambda found: chr(int(found.group(1), 16)), text
    ).replace("\\/", "/")


def _whole(page: Page, address: str) -> str:
    try:
        return str(join_url(page.url, address.strip()))
    except ValueError:
        return ""


def _joined(page: Page, address: str) -> str | None:
    """An address -> absolute, without its fragment; None for the page itself or a non-web one."""
    try:
        further = URL(_whole(page, address))
        here = URL(page.url)
    except ValueError:
        return None
    further.hash = here.hash = ""
    if not address.strip() or further.protocol not in ("http:", "https:"):
        return None
    return None if further.href == here.href else further.href
