"""Text -> links, and when two links are the same article.

Three forms of an address: as pasted (`links_in`, `as_address`), as it is to be fetched
(`article_address`: redirect wrappers removed) and as a key (`canonical_key`: never fetched, only
compared).
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, assert_never
from urllib.parse import parse_qsl, urlsplit

import tld
from ada_url import URL
from w3lib.url import canonicalize_url

from briefs.errors import BadLink
from briefs.links.link_ends import without_tail
from briefs.links.redirect_wrappers import unwrapped
from briefs.links.tracking_parameters import (
    SOURCE_NAMES,
    SOURCE_VALUES,
    TRACKING,
    TRACKING_OF,
    TRACKING_PREFIXES,
)
from briefs.translatable import translatable

MAX_URL_CHARS: Final = 2048
MAX_PASSES: Final = 5
MAX_LINKS: Final = 50
MAX_FORMS: Final = 4
MAX_PARAMETERS: Final = 100
MAX_TEXT_CHARS: Final = 100_000  # Slack's longest message has 40,000
KEYS_REMEMBERED: Final = 256  # an edit names each link several times
OPT_OUT: Final = "nobrief"

# -------------------------------------------------------------------- text -> links

# Fences first, then spans of any number of backticks (CommonMark 4.5 and 6.1); an open
# fence runs to the end, as both chats show it.
_FENCE: Final = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?!`)[^\n]*?[^`\n](?<!`)\1(?!`)")
_SPOILER: Final = re.compile(r"\|\|.*?\|\|", re.DOTALL)
_ANGLED: Final = re.compile(r"<([^<>\s|]+)(?:\|[^<>]*)?>")
# Text in scripts without blanks, or a mark of emphasis, may precede an address directly.
_BARE: Final = re.compile(
    r"(?<![A-Za-z0-9/])(?<![A-Za-z0-9]_)https?://[^\s\x00-\x1f\x7f<>\"`|]+", re.IGNORECASE
)
# Marks of direction, joiners of words, soft hyphens: pasted with an address, never part of one.
_INVISIBLE: Final = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    r"\ufff9-\ufffb]+"
)
_LABEL: Final = re.compile(r"\[[^\[\]]*\](?=\()")
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_NEXT: Final = re.compile("(?<=[,;\u3001\uff0c\uff1b\uff01\u3002])(?=https?://)", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"(?<![^\W_])_+(?=\S)")
_AMPERSAND: Final = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
# URL parsers drop some of them and escape others; databases refuse NUL.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


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
    at most MAX_LINKS are looked at, in the first MAX_TEXT_CHARS of the message. Steps grow with the
    text, not with its square.
    """
    text = _blanked(_CODE, _blanked(_FENCE, _visible(_beginning(text))))
    match angled:
        case "suppressed":
            text = _blanked(_SPOILER, text)
            found = _bare_links(_blanked(_ANGLED, text))
        case "link":
            found = _slack_links(text)
        case _:
            assert_never(angled)
    if opt_out and re.search(rf"(?<![\w/=-]){re.escape(opt_out)}(?![\w/=-])", text, re.IGNORECASE):
        return ()
    return _once(found)


def _beginning(text: str) -> str:
    """What is searched of a message: it ends before a word that would be cut."""
    if len(text) <= MAX_TEXT_CHARS:
        return text
    cut = text[:MAX_TEXT_CHARS]
    return cut[: max(cut.rfind(" "), cut.rfind("\n")) + 1] or cut


def _visible(text: str) -> str:
    """A message without invisible characters; one between two addresses becomes a blank."""
    if text.isascii():
        return text

    def instead(run: re.Match[str]) -> str:
        return " " if text.startswith(("http://", "https://"), run.end()) else ""

    # Not by a pattern that looks ahead: in a long run it would try from each character again.
    return _INVISIBLE.sub(instead, text)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" ", text)


def _slack_links(text: str) -> list[str]:
    """<https://x> and <https://x|label>; https://docs.slack.dev/messaging/formatting-message-text.

    Slack escapes &, < and > alone, inside addresses too.
    """
    found = (match.group(1) for match in _ANGLED.finditer(text))
    links = (inner for inner in found if not inner.startswith(("@", "#", "!")))
    return [_unescaped(link) for link in islice(links, MAX_LINKS)]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _bare_links(text: str) -> list[str]:
    text = _LABEL.sub(lambda label: " " if _SCHEME.search(label.group()) else label.group(), text)
    # Longer candidates are no addresses.
    found = (one for one in _BARE.finditer(text) if len(one.group()) <= 2 * MAX_URL_CHARS)
    links = (one for match in found for one in _parted(_without_emphasis(match, text)))
    return [without_tail(link) for link in islice(links, MAX_LINKS)]


def _parted(link: str) -> list[str]:
    """Split addresses with only a comma between them; in a query the second is a value."""
    first, *others = _NEXT.split(link)
    return [first, *others] if others and "?" not in first else [link]


def _without_emphasis(found: re.Match[str], text: str) -> str:
    """The address without a final "_" that closes emphasis opened earlier in the line."""
    link = found.group()
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()][-MAX_URL_CHARS:]
    if "_" in line and _EMPHASIS.search(line + "h"):
        bare = link.rstrip(".,;:!?'*~)")
        if bare.endswith("_"):
            return bare.rstrip("_")
    return link


def _once(found: list[str]) -> tuple[str, ...]:
    links: dict[str, str] = {}
    for link in found:
        try:
            address = as_address(link, scheme_needed=True)
        except BadLink:
            continue
        links.setdefault(canonical_key(address), address)
    return tuple(links.values())


def as_address(text: str, *, scheme_needed: bool = False) -> str:
    """Text typed or pasted as one address -> an http(s) address.

    "example.com/story" gets https:// unless `scheme_needed`.
    Raises: BadLink, with the reason in its message.
    """
    text = _AMPERSAND.sub("&", _INVISIBLE.sub("", text)).strip()
    if not text:
        raise BadLink("No link was given.")
    if len(text) > MAX_URL_CHARS:
        raise BadLink(
            translatable("This link is longer than {most} characters.", most=MAX_URL_CHARS)
        )
    if _CONTROL.search(text):
        raise BadLink("This link holds characters that no address has.")
    if not scheme_needed and re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|\?|$)", text):
        text = f"https://{text}"
    try:
        parsed = URL(text)
    except ValueError as e:
        raise BadLink(
            translatable("“{written}” is not a link to a web page.", written=text[:80])
        ) from e
    if parsed.protocol not in ("http:", "https:"):
        raise BadLink(
            translatable(
                "Only http and https links can be read, not {scheme}.",
                scheme=parsed.protocol.rstrip(":"),
            )
        )
    return text


# -------------------------------------------------------------------- link -> article


def article_address(url: str) -> str:
    """Address as pasted -> the one to fetch: redirect wrappers and the fragment removed."""
    try:
        parsed = URL(unwrapped(url))
    except ValueError:
        return url
    parsed.hash = ""
    return parsed.href


@lru_cache(KEYS_REMEMBERED)
def canonical_key(url: str) -> str:
    """Address -> the key of its article, the same for every way to paste it.

    Redirect wrappers, tracking parameters and fragments are removed; http and https, www, mobile
    and AMP forms are made one; the other parameters are sorted, at most MAX_PARAMETERS. Idempotent.
    What cannot be parsed is its own key.
    """
    for _ in range(MAX_PASSES):  # "//;" loses its ";" first and is "/" only then
        key = _once_canonical(url)
        if key == url:
            break
        url = key
    return url


def _once_canonical(url: str) -> str:
    try:
        parsed = URL(unwrapped(_AMPERSAND.sub("&", url)))
    except ValueError:
        return url
    if parsed.protocol not in ("http:", "https:"):
        return parsed.href
    site = site_name(parsed.href)
    port = f":{parsed.port}" if parsed.port else ""
    host = _plain_host(parsed.hostname, site)
    if parsed.search.count("&") >= MAX_PARAMETERS:  # no article's
        return parsed.href
    query = "&".join(_kept_parameters(parsed.search, site))
    route = parsed.hash if parsed.hash.startswith(("#!/", "#/")) else ""
    address = f"https://{host}{port}{_plain_path(parsed.pathname)}"
    address += f"?{query}" if query else ""
    canonical = str(canonicalize_url(address + route, keep_fragments=True))
    return canonical.removesuffix("?")


def same_page(one: str, other: str) -> bool:
    """Whether two addresses differ at most in parameters and the forms of a host."""
    try:
        first, second = urlsplit(canonical_key(one)), urlsplit(canonical_key(other))
    except ValueError:
        return False
    return bool(first.netloc) and (first.netloc, first.path) == (second.netloc, second.path)


def own_address(url: str, *, canonical: str | None) -> str:
    """The address of an article: the one it was fetched from, or its canonical one.

    The page's canonical address is trusted only where nothing but parameters differ, or for a file
    without an address. Otherwise anyone could publish words under the address of another's article.
    """
    return canonical if canonical and (not url or same_page(canonical, url)) else url


def site_name(url: str) -> str:
    """Address -> its registrable host ("bbc.co.uk"), by which a site is known.

    By the Public Suffix List with its private part (two blogs of one host are two sites); for a
    name outside the list the last two labels; for a number or a bare name the host itself.
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
    """Drop subdomains that only name a form of the page (www., m., amp.)."""
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
    """The path without marks of a form (/amp, /index.html), removed repeatedly."""
    for _ in range(MAX_FORMS):
        before = path
        path = _INDEX.sub("/", _SESSION.sub("", path).rstrip("/"))
        for form in (_AMP_TAIL, _AMP_HEAD):
            plain = form.sub("", path)
            # "/guitars/amp" is its own page; an article's path ends in a number or a slug.
            if plain != path and re.search(r"\d|-.*-", plain.rsplit("/", 1)[-1]):
                path = plain
        if path == before:
            break
    return path.rstrip("/") or "/"


_AMP_PARAMETERS: Final = {"amp": ("", "1", "true"), "outputtype": ("amp",), "output": ("amp",)}


def _kept_parameters(search: str, site: str) -> list[str]:
    """The parameters that may select the article, unchanged."""
    return [
        pair
        for pair in search.removeprefix("?").split("&")
        if pair and not _is_tracking(pair, TRACKING_OF.get(site, frozenset()))
    ]


def _is_tracking(pair: str, of_site: frozenset[str]) -> bool:
    name, _, value = pair.partition("=")
    if "%" in pair or "+" in pair:
        name, value = parse_qsl(pair, keep_blank_values=True)[0]
    name, value = name.lower(), value.lower()
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or name in of_site
        or (name in SOURCE_NAMES and value in SOURCE_VALUES)
        or value in _AMP_PARAMETERS.get(name, ())
    )
