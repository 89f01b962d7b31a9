"""Text -> links, and when two links are the same article.

Three forms of an address: as pasted (`links_in`, `as_address`), as it is to be fetched
(`article_address`: carriers unwrapped) and as a key (`canonical_key`: never fetched, only
compared).
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final, Literal
from urllib.parse import parse_qsl, urlsplit

import tld
from ada_url import URL
from w3lib.url import canonicalize_url

from briefs.errors import BadLink
from briefs.tracking import (
    SOURCE_NAMES,
    SOURCE_VALUES,
    TRACKING,
    TRACKING_OF,
    TRACKING_PREFIXES,
)
from briefs.unwrapping import unwrapped

MAX_URL_CHARS: Final = 2048
MAX_PASSES: Final = 5
MAX_LINKS: Final = 100
OPT_OUT: Final = "nobrief"

# -------------------------------------------------------------------- text -> links

# Fences first, then spans of any number of backticks (CommonMark 4.5 and 6.1); an open
# fence runs to the end, as both chats show it.
_FENCE: Final = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?!`)[^\n]*?[^`\n](?<!`)\1(?!`)")
_SPOILER: Final = re.compile(r"\|\|.*?\|\|", re.DOTALL)
_ANGLED: Final = re.compile(r"<([^<>\s|]+)(?:\|[^<>]*)?>")
_BARE: Final = re.compile(r"(?<![\w/])https?://[^\s\x00-\x1f\x7f<>\"`|]+", re.IGNORECASE)
# URL parsers drop some of them and escape others; stores refuse NUL.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")

# What ends a sentence or closes a wrapping is not part of the address.
_TAIL: Final = ".,;:!?'*~…’”»›“„"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


def links_in(
    text: str,
    *,
    angled: Literal["suppressed", "link"] = "suppressed",
    opt_out: str = OPT_OUT,
) -> tuple[str, ...]:
    """Message -> its web addresses, in order, each article once.

    `angled` says what <https://...> means: in Discord (and Markdown) the writer suppresses
    the link, in Slack every link is wrapped so. Code and spoilers are skipped; a message
    that holds the word `opt_out` has no links. The addresses are as pasted, not unwrapped;
    at most MAX_LINKS are looked at.
    """
    text = _blanked(_CODE, _blanked(_FENCE, text))
    if angled == "suppressed":
        text = _blanked(_SPOILER, text)
    if opt_out and re.search(rf"(?<![\w/=-]){re.escape(opt_out)}(?![\w/=-])", text, re.IGNORECASE):
        return ()
    found = _slack_links(text) if angled == "link" else _bare_links(_blanked(_ANGLED, text))
    return _once(found)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" ", text)


def _slack_links(text: str) -> list[str]:
    """<https://x> and <https://x|label>; https://docs.slack.dev/messaging/formatting-message-text.

    Slack escapes &, < and > alone, inside addresses too.
    """
    return [_unescaped(inner) for inner in _ANGLED.findall(text)]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _bare_links(text: str) -> list[str]:
    # Far longer ones are no addresses, and trimming them takes quadratic time.
    runs = (found.group() for found in _BARE.finditer(text))
    return [_without_tail(run) for run in runs if len(run) <= 2 * MAX_URL_CHARS]


def _without_tail(link: str) -> str:
    """An address of a running text ends before punctuation and before unpaired brackets."""
    link = _before_markdown_end(link)
    while link:
        last = link[-1]
        opening = _PAIRS.get(last)
        if last in _TAIL or (opening and link.count(last) > link.count(opening)):
            link = link[:-1]
        else:
            break
    return link


def _before_markdown_end(link: str) -> str:
    """In "[text](https://x).More" the address ends where its bracket closes."""
    depth = 0
    for index, char in enumerate(link):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return link[:index]
    return link


def _once(found: list[str]) -> tuple[str, ...]:
    links: dict[str, str] = {}
    for link in found[:MAX_LINKS]:
        try:
            address = as_address(link, scheme_needed=True)
        except BadLink:
            continue
        links.setdefault(canonical_key(address), address)
    return tuple(links.values())


def as_address(text: str, *, scheme_needed: bool = False) -> str:
    """What somebody typed or pasted as one address -> an http(s) address.

    "example.com/story" gets https:// unless `scheme_needed`.
    Raises: BadLink, with a line that says why.
    """
    text = text.strip()
    if not text:
        raise BadLink("No link was given.")
    if len(text) > MAX_URL_CHARS:
        raise BadLink(f"This link is longer than {MAX_URL_CHARS} characters.")
    if _CONTROL.search(text):
        raise BadLink("This link holds characters that no address has.")
    if not scheme_needed and re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|\?|$)", text):
        text = f"https://{text}"
    try:
        parsed = URL(text)
    except ValueError as e:
        raise BadLink(f"“{text[:80]}” is not a link to a web page.") from e
    if parsed.protocol not in ("http:", "https:"):
        raise BadLink(f"Only http and https links can be read, not {parsed.protocol.rstrip(':')}.")
    return text


# -------------------------------------------------------------------- link -> article


def article_address(url: str) -> str:
    """Address as pasted -> the one to fetch: carriers unwrapped, fragment gone."""
    try:
        parsed = URL(unwrapped(url))
    except ValueError:
        return url
    parsed.hash = ""
    return parsed.href


def canonical_key(url: str) -> str:
    """Address -> the key of its article; the same for every way to paste it.

    Carriers are unwrapped, http and https, www, mobile and AMP forms made one, tracking
    parameters and fragments gone, the rest sorted. Idempotent. What cannot be parsed is
    its own key.
    """
    for _ in range(MAX_PASSES):  # "//;" loses its ";" first and is "/" only then
        key = _once_canonical(url)
        if key == url:
            break
        url = key
    return url


def _once_canonical(url: str) -> str:
    try:
        parsed = URL(unwrapped(url))
    except ValueError:
        return url
    if parsed.protocol not in ("http:", "https:"):
        return parsed.href
    site = site_name(parsed.href)
    port = f":{parsed.port}" if parsed.port else ""
    host = _plain_host(parsed.hostname, site)
    query = "&".join(_kept_parameters(parsed.search, site))
    route = parsed.hash if parsed.hash.startswith(("#!/", "#/")) else ""
    address = f"https://{host}{port}{_plain_path(parsed.pathname)}"
    address += f"?{query}" if query else ""
    canonical = str(canonicalize_url(address + route, keep_fragments=True))
    return canonical.removesuffix("?")


def same_article(one: str, other: str) -> bool:
    """Whether two addresses are the same article, as far as addresses can tell."""
    return canonical_key(one) == canonical_key(other)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but parameters and the forms of a host."""
    try:
        first, second = urlsplit(canonical_key(one)), urlsplit(canonical_key(other))
    except ValueError:
        return False
    return bool(first.netloc) and (first.netloc, first.path) == (second.netloc, second.path)


def own_address(url: str, *, canonical: str | None) -> str:
    """Under which address an article is known: the one that gave it.

    What the page calls its own is believed where only parameters differ, and of a file
    that came from nowhere. Anything else would let whoever pastes a link put words under
    the address of another's article.
    """
    return canonical if canonical and (not url or same_page(canonical, url)) else url


def site_name(url: str) -> str:
    """Address -> its registrable host ("bbc.co.uk"), which stands for the site.

    By the Public Suffix List, private part included (two blogs of one host are two sites);
    for a name outside it the last two labels; for a number or a bare name the host itself.
    """
    try:
        host = URL(url).hostname.rstrip(".")
    except ValueError:
        return ""
    if _is_number(host):
        return host
    registrable = tld.get_fld(f"https://{host}", fail_silently=True)
    return registrable or ".".join(host.split(".")[-2:])


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


_FORM_LABEL: Final = re.compile(r"www\d?|m|mobile|amp")


def _plain_host(host: str, site: str) -> str:
    """Drop the labels before the registrable host that only name a form of the page."""
    host = host.rstrip(".")
    if host == site or not host.endswith("." + site):
        return host
    labels = host.removesuffix("." + site).split(".")
    return ".".join([x for x in labels if not _FORM_LABEL.fullmatch(x)] + [site])


_AMP_TAIL: Final = re.compile(r"/amp$|\.amp(?=\.html?$)|\.amp$", re.IGNORECASE)
_AMP_HEAD: Final = re.compile(r"^/amp(?=/)", re.IGNORECASE)
_INDEX: Final = re.compile(r"/index\.html?$", re.IGNORECASE)
_SESSION: Final = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)


def _plain_path(path: str) -> str:
    """The path without the marks of a form, until none is left."""
    before = None
    while path != before:
        before = path
        path = _INDEX.sub("/", _SESSION.sub("", path).rstrip("/"))
        for form in (_AMP_TAIL, _AMP_HEAD):
            plain = form.sub("", path)
            # "/guitars/amp" is its own page; an article's path ends in a number or a slug.
            if plain != path and re.search(r"\d|-.*-", plain.rsplit("/", 1)[-1]):
                path = plain
    return path.rstrip("/") or "/"


_AMP_PARAMETERS: Final = {"amp": ("", "1", "true"), "outputtype": ("amp",), "output": ("amp",)}


def _kept_parameters(search: str, site: str) -> list[str]:
    """The parameters that may choose the article, as they were written."""
    return [
        pair
        for pair in search.removeprefix("?").split("&")
        if pair and not _is_tracking(pair, TRACKING_OF.get(site, frozenset()))
    ]


def _is_tracking(pair: str, of_site: frozenset[str]) -> bool:
    name, value = (parse_qsl(pair, keep_blank_values=True) or [("", "")])[0]
    name, value = name.lower(), value.lower()
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or name in of_site
        or (name in SOURCE_NAMES and value in SOURCE_VALUES)
        or value in _AMP_PARAMETERS.get(name, ())
    )
