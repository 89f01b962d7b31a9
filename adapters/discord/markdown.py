"""Foreign text -> Discord markdown that shows it as it is, cut without splitting an escape. Pure.

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
"""Characters read beyond the limit, since invisible ones are dropped."""


def units(text: str) -> int:
    """Length in UTF-16 code units, the longer of the two ways in which Discord may count."""
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
    # The text of a page may be long: do not escape what is far beyond the cut.
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
    # If the first character left out modifies the one before it, leave that out too.
    rest = line[len("".join(opened)) :]
    while opened and rest and _joins(rest[0]):
        rest = opened.pop() + rest
    # A joiner at the end has lost what it joined.
    return "".join(opened).rstrip("\u200c\u200d").rstrip() + MORE


def _joins(char: str) -> bool:
    """Whether a character modifies the one before it: combining marks and skin tones of emoji."""
    return unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"


def linked(words: str, url: str | None, *, limit: int) -> str:
    """Escaped words and an address -> a masked link, or the words if the address is not usable."""
    address = safe_url(url) if url else None
    if address is None or not words or units(address) > limit:
        return words
    return f"[{words}]({address})"
