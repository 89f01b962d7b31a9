"""Address of a redirect service -> the address wrapped in it, without a request.

Mail filters, social networks, search engines and AMP caches use addresses of their own with the
article's in a parameter or in the path. Shorteners (t.co, bit.ly) are not here: their target is
known only by fetching.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from urllib.parse import parse_qs, unquote

from ada_url import URL

MAX_LAYERS: Final = 4

# (host, or its end with a dot; prefix of the path; parameters that may hold the address).
# From the services' own pages: Facebook "link shim", Google and Bing result links,
# Tumblr, Instagram, YouTube, Reddit, VK, Steam, Pocket, DuckDuckGo, Disqus, Slack;
# Outlook Safe Links: https://learn.microsoft.com/defender-office-365/safe-links-about
_CARRIERS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("l.facebook.com", "/l.php", ("u",)),
    ("lm.facebook.com", "/l.php", ("u",)),
    ("workplace.facebook.com", "/l.php", ("u",)),
    ("l.workplace.com", "/l.php", ("u",)),
    ("www.facebook.com", "/l.php", ("u",)),
    ("www.facebook.com", "/sharer", ("u",)),
    ("l.instagram.com", "/", ("u",)),
    ("l.threads.net", "/", ("u",)),
    ("l.threads.com", "/", ("u",)),
    ("t.umblr.com", "/redirect", ("z",)),
    ("www.youtube.com", "/redirect", ("q",)),
    ("out.reddit.com", "/", ("url",)),
    ("vk.com", "/away.php", ("to",)),
    ("steamcommunity.com", "/linkfilter", ("url", "u")),
    ("getpocket.com", "/redirect", ("url",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("disq.us", "/url", ("url",)),
    ("slack-redir.net", "/link", ("url",)),
    ("medium.com", "/r/", ("url",)),
    ("flipboard.com", "/redirect", ("url",)),
    ("www.bing.com", "/news/apiclick.aspx", ("url",)),
    ("www.linkedin.com", "/redir/redirect", ("url",)),
    ("www.linkedin.com", "/safety/go", ("url",)),
    (".safelinks.protection.outlook.com", "/", ("url",)),
    ("linkprotect.cudasvc.com", "/url", ("a",)),
    ("urldefense.proofpoint.com", "/v1/url", ("u",)),
    ("twitter.com", "/share", ("url",)),
    ("twitter.com", "/intent/tweet", ("url",)),
    ("x.com", "/intent/tweet", ("url",)),
    # Mail and chat: Messenger, WhatsApp, Telegram, Teams, Office 365 for governments, FireEye,
    # Symantec, AppRiver, Libraesva, GMX and mail.com, SoundCloud
    ("l.messenger.com", "/l.php", ("u",)),
    ("m.facebook.com", "/flx/warn", ("u",)),
    ("l.wl.co", "/l", ("u",)),
    ("t.me", "/iv", ("url",)),
    ("t.me", "/share", ("url",)),
    ("wa.me", "/", ("text",)),
    ("api.whatsapp.com", "/send", ("text",)),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks/", ("url",)),
    ("teams.microsoft.com", "/evergreen-assets/safelinks/", ("url",)),
    (".safelinks.protection.office365.us", "/", ("url",)),
    ("protect2.fireeye.com", "/", ("u",)),
    ("protect.checkpoint.com", "/v1/url", ("u",)),
    ("clicktime.symantec.com", "/", ("u",)),
    ("link.edgepilot.com", "/s/", ("u",)),
    ("urlsand.esvalabs.com", "/", ("u",)),
    ("deref-mail.com", "/", ("redirecturl", "redirectUrl")),
    ("deref-gmx.com", "/", ("redirecturl", "redirectUrl")),
    ("deref-gmx.net", "/", ("redirecturl", "redirectUrl")),
    ("exit.sc", "/", ("url",)),
    ("mailtrack.io", "/trace/link", ("url",)),
    ("www.linkedin.com", "/sharing/share-offsite", ("url",)),
    ("www.reddit.com", "/submit", ("url",)),
    ("bsky.app", "/intent/compose", ("text",)),
)
# The whole query, or the end of the path, is the address.
_WHOLE_QUERY: Final = frozenset(["href.li", "anonym.to", "www.anonym.to", "nullrefer.com"])
_ENDS_PATH: Final = frozenset(["secure-web.cisco.com"])

_GOOGLE: Final = re.compile(r"(?:(?:www|news|amp)\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
_AMP_CACHES: Final = (".cdn.ampproject.org", ".bing-amp.com", ".ampproject.net")
# https://developers.google.com/amp/cache/overview: /c document, /v viewer, /s/ for https
_AMP_PATH: Final = re.compile(r"/(?:c|v|wp)/(?:(s)/)?(.+)", re.DOTALL)
_GOOGLE_AMP_PATH: Final = re.compile(r"/amp/(?:(s)/)?(.+)", re.DOTALL)
_INSIDE_PROTOBUF: Final = re.compile(rb"https?://[\x21-\x7e]+")


def unwrapped(url: str) -> str:
    """Address -> the innermost address wrapped in it, or itself.

    Only http and https addresses are unwrapped; with anything else the address stays as it is.
    """
    for _ in range(MAX_LAYERS):
        try:
            parsed = URL(url)
        except ValueError:
            return url
        inner = _carried(parsed)
        if inner is None or inner == url:
            return url
        url = inner
    return url


def _carried(url: URL) -> str | None:
    """Unwrap one layer."""
    for take in (_by_parameter, _by_rest, _google, _amp_cache, _bing, _proofpoint, _yahoo):
        inner = take(url)
        if inner is not None:
            return _web_address(inner)
    return None


def _web_address(text: str) -> str | None:
    try:
        parsed = URL(text.strip())
    except ValueError:
        return None
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        return None
    return parsed.href


def _parameter(url: URL, *names: str) -> str | None:
    values = parse_qs(url.search.removeprefix("?"))
    for name in names:
        if values.get(name):
            return values[name][0]
    return None


def _by_parameter(url: URL) -> str | None:
    hostname, pathname = url.hostname, url.pathname  # each access is a call into the library
    for host, path, names in _CARRIERS:
        fits = hostname.endswith(host) if host.startswith(".") else hostname == host
        if fits and pathname.startswith(path):
            inner = _parameter(url, *names)
            if inner is not None:
                return inner
    return None


def _by_rest(url: URL) -> str | None:
    if url.hostname in _WHOLE_QUERY:
        return unquote(url.search.removeprefix("?")) or None
    if url.hostname in _ENDS_PATH:
        found = re.search(r"/(https?(?:%3A|:)(?:%2F|/){1,2}.+)$", url.pathname, re.IGNORECASE)
        return unquote(found.group(1)) if found else None
    return None


def _google(url: URL) -> str | None:
    if not _GOOGLE.fullmatch(url.hostname):
        return None
    if url.pathname == "/url":
        return _parameter(url, "url", "q")
    amp = _GOOGLE_AMP_PATH.fullmatch(url.pathname)
    if amp:
        return _from_path(amp, url.search)
    if url.hostname == "news.google.com":
        return _google_news(url.pathname)
    return None


def _google_news(path: str) -> str | None:
    """Until 2024 the last path segment was base64 of a protobuf with the address in it.

    Newer ones are an opaque key, and stay as they are.
    """
    found = re.fullmatch(r"(?:/rss)?/(?:articles|read)/([\w-]+=*)", path)
    if found is None:
        return None
    code = found.group(1).rstrip("=")
    try:
        raw = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except (binascii.Error, ValueError):
        return None
    # Field 4 of the message is a string: tag 0x22, its length as a varint, its bytes.
    at = raw.find(b"\x22")
    if at < 0:
        return None
    length, start = _varint(raw, at + 1)
    value = raw[start : start + length]
    return value.decode("ascii") if _INSIDE_PROTOBUF.fullmatch(value) else None


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Protobuf's base-128 number -> (value, index after it)."""
    value = shift = 0
    for index in range(at, min(at + 4, len(raw))):
        value |= (raw[index] & 0x7F) << shift
        shift += 7
        if raw[index] < 0x80:
            return value, index + 1
    return 0, len(raw)


def _amp_cache(url: URL) -> str | None:
    if not url.hostname.endswith(_AMP_CACHES):
        return None
    found = _AMP_PATH.fullmatch(url.pathname)
    return _from_path(found, url.search) if found else None


def _from_path(found: re.Match[str], search: str) -> str:
    scheme = "https" if found.group(1) else "http"
    rest = found.group(2)
    # Some viewers escape the whole address, its query with it.
    if "/" not in rest and "%2" in rest.lower():
        rest = unquote(rest)
    return f"{scheme}://{rest}{search}"


def _bing(url: URL) -> str | None:
    """Bing's results: `u` is "a1" and the address in base64."""
    if url.hostname != "www.bing.com" or url.pathname != "/ck/a":
        return None
    code = _parameter(url, "u") or ""
    if not code.startswith("a1"):
        return None
    code = code[2:].rstrip("=")
    try:
        return base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except (binascii.Error, ValueError):
        return None


def _proofpoint(url: URL) -> str | None:
    """Proofpoint's "decoding URLs" note: v2 writes % as - and / as _, v3 cuts runs out to *."""
    if url.hostname == "urldefense.proofpoint.com" and url.pathname.startswith("/v2/url"):
        coded = _parameter(url, "u")
        return unquote(coded.replace("-", "%").replace("_", "/")) if coded else None
    if url.hostname.startswith("urldefense."):
        found = re.match(r"/v3/__(.+?)__;([\w-]*)!", url.pathname + url.search)
        return _proofpoint_v3(found.group(1), found.group(2)) if found else None
    return None


def _proofpoint_v3(text: str, code: str) -> str | None:
    """Each * stands for one character of the base64 list, each **X for a run of them."""
    try:
        cut = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    at = 0

    def back(star: re.Match[str]) -> str:
        nonlocal at
        size = lengths.index(star.group(1)) + 2 if star.group(1) else 1
        at += size
        return cut[at - size : at]

    # A browser keeps "https://" as "https:/" in a path; both mean the same here.
    text = re.sub(r"^(https?):/(?!/)", r"\1://", text)
    return re.sub(r"\*(?:\*([\w-]))?", back, text)


def _yahoo(url: URL) -> str | None:
    """Yahoo's results carry the address as a path segment: /RU=https%3a%2f%2f.../RK=."""
    if not url.hostname.endswith("search.yahoo.com"):
        return None
    found = re.search(r"/RU=([^/]+)/", url.pathname)
    return unquote(found.group(1)) if found else None
