"""Foreign text -> Discord markdown that shows it as it is, and cuts that split nothing. Pure.

`discord.utils.escape_markdown` leaves `<t:...>`, `</...>`, `<id:...>`, brackets, line starts
and addresses alone. Here everything that could begin a token gets a backslash, as in
https://support.discord.com/hc/en-us/articles/210298617; nothing invisible is added.
"""

from __future__ import annotations

import re
import unicodedata

from briefs.links.sanitizing import plain, safe_url

_LIVE = re.compile(r"[\\`*_~|\[\]<>#@]")
_SCHEME = re.compile(r":(?=//)")
_START = re.compile(r"^(?:([-+])|(\d+)\.)")
_INVITE = re.compile(r"(?<=\w)/", re.ASCII)
_INVITE_HOST = re.compile(r"(?i)\b(?:discord(?:app)?\.(?:com|gg|me|li)|dsc\.gg)/")
_TOKEN = re.compile(r"\\.|.", re.DOTALL)

MORE = "…"
MAX_HIDDEN = 200
"""Invisible characters are dropped: so many more are looked at."""


def units(text: str) -> int:
    """Length as Discord may count it: UTF-16 code units, the larger of the two ways."""
    return len(text.encode("utf-16-le", "replace")) // 2


def escaped(text: str) -> str:
    """Any text -> one line of markdown that reads as that text; blanks at its ends are kept."""
    cleaned = re.sub(r"\s+", " ", plain(text))
    live = _LIVE.sub(r"\\\g<0>", cleaned)
    live = _SCHEME.sub(r"\\:", live)
    live = _INVITE_HOST.sub(lambda found: _INVITE.sub(r"\\/", found[0]), live)
    return _START.sub(_broken_start, live)


def _broken_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\."


def escaped_to_fit(text: str, limit: int) -> str:
    """Any text -> escaped, at most `limit` units, with an ellipsis where it was cut."""
    # A page may be long; what is far beyond the cut need not be read.
    line = escaped(text[: 4 * limit + MAX_HIDDEN].strip())
    if units(line) <= limit:
        return line
    opened: list[str] = []
    room = limit - units(MORE)
    for token in _TOKEN.findall(line):
        room -= units(token)
        if room < 0:
            break
        opened.append(token)
    # What follows the cut may belong to the letter before it.
    rest = line[len("".join(opened)) :]
    while opened and rest and _joins(rest[0]):
        rest = opened.pop() + rest
    return "".join(opened).rstrip() + MORE


def _joins(char: str) -> bool:
    """Whether a character changes the one before it: marks, and the skin tones of emoji."""
    return unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"


def linked(words: str, url: str | None, *, limit: int) -> str:
    """Escaped words and an address -> a masked link, or the words where it cannot be one."""
    address = safe_url(url) if url else None
    if address is None or not words or units(address) > limit:
        return words
    return f"[{words}]({address})"
