"""What strangers may write in a chat, by what makes it hostile: each a length -> a text."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa"
    "\ufffb"
)
LINK = "https://news.example/a"
CARRIERS = ("https://www.google.com/url?q=", "https://l.facebook.com/l.php?u=")


def _run(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A text of one piece, over and over."""
    return lambda chars: before + piece * (chars // len(piece)) + after


def _links(link: Callable[[int], str]) -> Callable[[int], str]:
    """A text of links as Slack wraps them, each different, as many as there is room for."""

    def text(chars: int) -> str:
        return " ".join(f"<{link(n)}>" for n in range(1 + chars // (len(link(0)) + 3)))

    return text


def wrapped(number: int, layers: int = 4) -> str:
    """An address in so many redirect wrappers."""
    link = f"https://news{number}.example/a-{number}"
    for layer in range(layers):
        link = CARRIERS[layer % len(CARRIERS)] + quote(link, safe="")
    return link


MESSAGES: dict[str, Callable[[int], str]] = {
    **{f"invisible U+{ord(char):04X}": _run(char) for char in INVISIBLE},
    "invisible, all in turn": _run(INVISIBLE),
    "invisible between links": _run("\u200b" * 400 + LINK + " "),
    "wrapped links": _links(wrapped),
    "links of many parameters": _links(lambda n: f"https://n{n}.example/?" + "a&" * 950),
    "links of some parameters": _links(lambda n: f"https://n{n}.example/?" + "a&" * 99),
    "links of many forms": _links(lambda n: f"https://n{n}.example/a-b-c1" + ".amp" * 480),
    "links in index pages": _links(lambda n: f"https://n{n}.example/a" + "/index.htm" * 180),
    "links of many labels": _links(lambda n: "https://" + "www." * 60 + f"n{n}.example/"),
    "backticks": _run("`"),
    "pairs of backticks": _run("`` ` ", LINK),
    "open code": _run("`a``b\n"),
    "fences": _run("``` ` ", LINK),
    "open brackets": _run("["),
    "labels without an end": _run("https://", "see ["),
    "brackets after a link": _run(")" * 3_000 + " " + LINK + "("),
    "closing brackets after a link": _run(LINK + "]" * 4_000 + " "),
    "Chinese brackets after a link": _run(LINK + "（」』】》" * 800 + " "),
    "links side by side": _run("https://a.example,"),
    "open angles": _run("<https://a"),
    "spoilers": _run("||a|"),
    "emphasis": _run("_", "a ", " " + LINK),
    "mentions": _run("<@U024BE7LH> "),
    "dashes": _run(" --private —", LINK),
    "ampersands": _run("&amp;", "<https://a.example/", ">"),
    "blanks": _run(" ", LINK, LINK),
}
