"""Foreign text and addresses -> safe to show: no invisible or reordering characters."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

MAX_MARKS = 4
"""Combining marks in a row; no language's orthography stacks more (Unicode TR 36)."""

MAX_URL_CHARS = 2_048

# Default_Ignorable_Code_Point of Unicode 16's DerivedCoreProperties.txt, less what
# the categories Cc, Cf, Cs and Co cover already.
IGNORABLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2065, 0x2065),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)

BLANKS = str.maketrans({"\t": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


_JOINER, _EMOJI_STYLE, _TEXT_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\ufe0e", "\u20e3"
_JOINERS = (_JOINER, "\u200c")
# Emoji: https://www.unicode.org/reports/tr51/ (blocks of emoji, and the characters of other blocks
# in emoji-variation-sequences.txt).
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff"
    "\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\u00a9\u00ae\u203c\u2049\u2122\u2139#*0-9]"
)
_MODIFIERS = ("\U0001f3fb", "\U0001f3ff")  # skin tones
# The three flags of RGI_Emoji_Tag_Sequence: England, Scotland, Wales.
_TAGGED_FLAG = re.compile("\U0001f3f4\U000e0067\U000e0062[\U000e0061-\U000e007a]{3}\U000e007f")
# Scripts whose spelling needs the joiners (RFC 5892, appendix A; Unicode 16, section 23.2).
_JOINED_SCRIPTS = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1780-\u17ff\u1800-\u18af"
    "\ufb50-\ufdff\ufe70-\ufeff]"
)


def plain(text: str) -> str:
    """Any text -> the same without controls (but newline), bidi overrides, invisible characters.

    Emoji stay whole: joiners, variation selectors and tags are kept between the characters that
    they belong to, and nowhere else.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(BLANKS)
    flags = {at for one in _TAGGED_FLAG.finditer(text) for at in range(one.start() + 1, one.end())}
    visible: list[str] = []
    marks = 0
    for at, char in enumerate(text):
        category = unicodedata.category(char)
        if char != "\n" and (category in {"Cc", "Cf", "Cs", "Co"} or _ignorable(char)):
            if at in flags or _belongs(visible, char, text[at + 1 : at + 2]):
                visible.append(char)
            else:
                _unjoin(visible)
            continue
        marks = marks + 1 if category[0] == "M" else 0
        if marks <= MAX_MARKS:
            visible.append(char)
        else:
            _unjoin(visible)
    return "".join(visible)


def _unjoin(visible: list[str]) -> None:
    """Take away a joiner whose other side was left out: it joins nothing any more."""
    if visible and visible[-1] in _JOINERS:
        visible.pop()


def _belongs(before: list[str], char: str, after: str) -> bool:
    """Whether an invisible character joins the characters on either side of it."""
    if not before or (not after and char not in (_EMOJI_STYLE, _TEXT_STYLE)):
        return False
    last = before[-1]
    if char in (_EMOJI_STYLE, _TEXT_STYLE):
        if last.isascii():
            return after == _KEYCAP
        return _EMOJI.match(last) is not None
    if char == _JOINER and (last == _EMOJI_STYLE or _is_sign(last)):
        return _is_sign(after)
    if char in _JOINERS:
        return bool(_JOINED_SCRIPTS.match(last) and _JOINED_SCRIPTS.match(after))
    return False


def _is_sign(char: str) -> bool:
    if _MODIFIERS[0] <= char <= _MODIFIERS[1]:
        return True
    return not char.isascii() and _EMOJI.match(char) is not None


def _ignorable(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in IGNORABLE)


def safe_url(address: str) -> str | None:
    """Any address -> one that can be linked to, or None.

    http or https, an ASCII host, no user name; all but the plainest characters of the
    rest are percent-encoded.
    """
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in address):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not host.isascii() or set(host) & set("|<>()\"'\\^`{}%"):
        return None
    try:
        rest = quote(parts.path, safe="/%:=&~+,;@!$*-._")
        if parts.query:
            rest += "?" + quote(parts.query, safe="/%:=&?~+,;@!$*-._")
    except UnicodeEncodeError:  # a lone surrogate
        return None
    netloc = f"[{host}]" if ":" in host else host
    url = f"{parts.scheme}://{netloc}{f':{port}' if port else ''}{rest}"
    return url if len(url) <= MAX_URL_CHARS else None


def host_of(address: str) -> str | None:
    """An address -> its host as shown beside a link, without "www."."""
    url = safe_url(address)
    if url is None:
        return None
    return (urlsplit(url).hostname or "").removeprefix("www.")
