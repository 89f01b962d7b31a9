"""What strangers may send, and a site that serves it as pages, as feeds of pages and as items.

Paths of the site: /WAY/CASE-COPY is a page, /feed/CASE a feed whose items lead to pages,
/items/CASE one whose items hold their text themselves and lead to pages that show none,
/itself/NUMBER a feed that is hostile itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from adapters.feeds.item_pages import MAX_CONTENT_CHARS
from tests.adapters.feeds.feed_texts import HOSTILE_FEEDS, rss
from tests.fakes.site import Request, answer_bytes
from tests.hostile.message_texts import MESSAGES
from tests.hostile.test_hostile_markup import READ, REFUSED, STORY

MESSAGE_CHARS = 40_000
AT_ONCE = 5
"""So many copies of a text come in together: five held the loop for a minute once."""

MINISTERS = "\n\n".join(
    " ".join(f"Minister Xara Smith{n + m} met President Jo{n + m} Doe in Paris." for m in range(5))
    for n in range(0, 15_000, 5)
)
TEXTS = {
    "15,000 meetings": MINISTERS,
    "15,000 quotes": "\n\n".join(f"“We go on,” said Al{n} Bo{n}. " * 3 for n in range(5_000)),
    "one name 40,000 times": "President Ada Bell said Ada Bell met Ada Bell. " * 8_000,
    "a list of 5,000 names": "Met: " + ", ".join(f"Xa{n} Yo{n}" for n in range(5_000)) + ".",
    "60,000 quote marks": "\n\n".join(["“”" * 500 + " said Bo."] * 60),
    "20,000 pacts": "\n\n".join(
        f"Aland{n} and Bland{n} signed pact {n}. " * 4 for n in range(5_000)
    ),
    "400 kB of blanks": "The bridge was closed on Friday. " + " " * 400_000 + "It is open.",
    "no full stop": "the council and the mayor and " * 14_000,
}


IN_ENGLISH = STORY.replace("<p>", "").replace("</p>", "\n\n").rstrip()


@dataclass(frozen=True, slots=True)
class Case:
    """Something hostile. `text` is None for what is markup; `page` is the whole page."""

    name: str
    text: str | None
    page: bytes

    @property
    def copies(self) -> int:
        """How many come in at once."""
        return 1 if self.text is None else AT_ONCE

    def copy(self, number: int) -> bytes:
        """The page, which differs from its other copies where there are several."""
        return self.page.replace(b"<p>", b"<p>%d. " % number, 1) if self.text else self.page


def _of_text(name: str, text: str) -> Case:
    # Before it a story: made-up names alone are taken for another language, and are not read.
    whole = f"{IN_ENGLISH}\n\n{text}"
    body = "".join(f"<p>{part}</p>" for part in whole.split("\n\n"))
    html = f"<html lang=en><title>T</title><body><article>{body}</article></body></html>"
    return Case(name, whole, html.encode())


def _of_markup(name: str, body: str | bytes) -> Case:
    return Case(name, None, body if isinstance(body, bytes) else body.encode("utf-8", "replace"))


def hostile_cases(words: Sequence[str]) -> tuple[Case, ...]:
    """All whose name holds one of the words; all there are where there is none."""
    texts = [_of_text(name, text) for name, text in TEXTS.items()]
    pages: Mapping[str, str | bytes] = {**{n: body for n, (body, _) in REFUSED.items()}, **READ}
    markup = [_of_markup(name, body) for name, body in pages.items()]
    return tuple(case for case in (*texts, *markup) if named(case.name, words))


def hostile_feeds(words: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """(number, name) of the feeds that are hostile themselves, chosen likewise."""
    return tuple((n, name) for n, name in enumerate(HOSTILE_FEEDS) if named(name, words))


def hostile_messages(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(name, text as long as Slack's longest) of the messages, chosen likewise.

    Of those of one invisible character, which differ in nothing else, one.
    """
    chosen = [name for name in MESSAGES if "U+" not in name or "U+200B" in name]
    return tuple((name, MESSAGES[name](MESSAGE_CHARS)) for name in chosen if named(name, words))


def named(name: str, words: Sequence[str]) -> bool:
    """Whether a name holds one of the words; where there are none, any does."""
    return not words or any(word in name for word in words)


class HostileSite:
    """Answers with all of it; each body is made once."""

    def __init__(self, cases: tuple[Case, ...]) -> None:
        self.cases = cases
        self._feeds = [body.encode("utf-8", "replace") for body in HOSTILE_FEEDS.values()]

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """One request; a path that leads nowhere answers 404."""
        way, _, rest = request.target.strip("/").partition("/")
        number, _, copy = rest.partition("-")
        kind = "text/html"
        if copy:
            body = b"<html></html>" if way == "blank" else self.cases[int(number)].copy(int(copy))
        elif way in {"feed", "items", "itself"}:
            kind = "application/rss+xml"
            body = self._feeds[int(number)] if way == "itself" else self._feed(way, int(number))
        else:
            writer.write(answer_bytes(b"no", status="404 Not Found"))
            return
        writer.write(answer_bytes(body, headers=(("Content-Type", f"{kind}; charset=utf-8"),)))

    def _feed(self, way: str, number: int) -> bytes:
        """A feed of links to pages, or one of items that bring their text."""
        case = self.cases[number]
        items = []
        for copy in range(case.copies):
            to, text = ("blank", self._content(case, copy)) if way == "items" else (way, "")
            link = f"/{to}/{number}-{copy}"
            items.append(
                f"<item><title>{escape(case.name)}</title><link>{link}</link>{text}</item>"
            )
        return rss("".join(items)).encode("utf-8", "replace")

    @staticmethod
    def _content(case: Case, copy: int) -> str:
        """A copy as an item's text: as much of it as is taken at all."""
        text = case.copy(copy).decode("utf-8", "replace")[: MAX_CONTENT_CHARS - 1]
        return f"<description>{escape(text)}</description>"
