"""Card -> what Slack is sent, and a card -> cards that fit one message each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from adapters.slack.blocks import (
    MAX_BLOCKS,
    MAX_SECTION,
    Json,
    actions,
    bullets,
    button,
    cut,
    escaped,
    fold,
    header,
    link,
    note,
    one_line,
    rich,
    run,
    section,
    size_of,
    units,
)
from adapters.slack.phrases import ENGLISH
from briefs.cards.digest_card import name_above, overview
from briefs.cards.one_screen import Letters, on_one_screen
from briefs.cards.splitting import split
from briefs.i18n.phrases import Phrases
from briefs.i18n.translation import notice
from briefs.links.sanitizing import host_of, safe_url
from briefs.links.text_fragments import pointed
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone

MAX_TEXT = 2_800
"""Units of the fallback, which notifications and screen readers say: nobody listens for longer."""

MAX_BODY = 9_500
"""Units in the blocks. With the fallback, its escapes and the buttons a message then stays below
13,000 characters: Slack answers msg_blocks_too_long from about 13,200 on (measured;
undocumented)."""

MAX_DIGEST = 2_000
"""A longer digest fills more than two screens of a phone."""

MAX_LINE = 2_400
MAX_TITLE = 1_000
MAX_REFERENCE = 300
"""A reference with a longer address is shown without its link, which would fill the message."""

LETTERS = Letters(head=38, line=39)
"""Letters of mean width in a row of the headline, and in a row of a line with a bullet, on a screen
390 pixels wide; measured in Chromium over 40 real articles."""

MAX_ROWS = 34
"""Rows of 22 pixels on a screen of 844, without the sender, the small print and the buttons."""

FOLD_ROWS = 3
"""Rows that the block of folded lines takes, with its title."""

LIKE_AN_ADDRESS = re.compile(r"//|[^\W\d]\.[^\W\d]{2}")

MAX_NAME = 200
"""Units of a label, a mark or a source; the rest is cut off."""

MAX_ADDRESS = 3_000
"""Units of a button's address: https://docs.slack.dev/reference/block-kit/block-elements/button-element."""

OPEN = "open"
"""The button that opens an article. Slack opens it, and yet tells that it was pressed."""

EVIDENCE, FULL, FOLLOW, AGAIN, MORE = "evidence", "full", "follow", "again", "more"
UNFOLLOW = "unfollow"

BELONGS = "of-"
"""Prefix of the buttons' block_id if a post is shown in another channel; its own follows."""


def render(
    card: Card,
    say: Phrases = ENGLISH,
    *,
    belongs: str | None = None,
    folding: bool = False,
) -> Json:
    """Card -> the text and blocks of a message, with arguments that switch off Slack's additions.

    `belongs`: the channel that the post belongs to, if it is shown in another. `folding`: fold the
    lines that a screen has no room for, in a block that not every workspace accepts.

    `mrkdwn` off: the fallback is shown as it is. No unfurling: the briefing is the preview.
    """
    card = notice(card, say.language)
    return {
        "text": fallback(card, say),
        "blocks": blocks(card, say, belongs=belongs, folding=folding),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def parts(card: Card) -> tuple[Card, ...]:
    """Card -> the message for the channel, then those for its thread; no line is cut.

    Lines that a briefing leaves out are not posted: a button opens a window with them. A digest
    over MAX_DIGEST is posted as its headlines, with the stories in the thread.
    """
    if card.kind is CardKind.DIGEST and size(card) > MAX_DIGEST:
        headlines, stories = overview(card)
        return tuple(p for c in (headlines, stories) for p in split(c, limit=MAX_BODY, size=size))
    return split(card, limit=MAX_BODY, size=size)


def size(card: Card) -> int:
    """Units that a card takes of MAX_BODY, by its text or its number of blocks if that is more."""
    made = blocks(card)
    return max(size_of(made), len(made) * MAX_BODY // MAX_BLOCKS)


# ------------------------------------------------------------------------------ blocks


def blocks(
    card: Card, say: Phrases = ENGLISH, *, belongs: str | None = None, folding: bool = False
) -> list[Json]:
    """Card -> Block Kit blocks, each with an id of its own."""
    whole = card
    card, rest = on_one_screen(whole, MAX_ROWS, LETTERS)
    if rest and folding:
        card, rest = on_one_screen(whole, MAX_ROWS - FOLD_ROWS, LETTERS)
    made = _head(card)
    shown = {safe_url(card.url or "")}
    for number, part in enumerate(card.parts):
        if part.title and number:
            made.append({"type": "divider", "block_id": f"between-{number}"})
        made += _part(part, f"part-{number}", shown, card.url)
    left_out = sum(len(part.lines) for part in rest)
    if rest and folding:
        inside: list[Json] = []
        for number, part in enumerate(rest):
            inside += _part(part, f"rest-{number}", shown, card.url)
        made.append(fold(say("folded", count=left_out), inside, "rest"))
        left_out = 0
    notes = list(card.notes)
    if card.more + left_out:
        notes.append(say("more", count=card.more + left_out))
    if any(one_line(text) for text in notes):
        made.append(note(notes, "notes"))
    buttons = _buttons(card, say)
    if buttons:
        made.append(actions(buttons, f"{BELONGS}{belongs}" if belongs else "actions"))
    return made


def _head(card: Card) -> list[Json]:
    match card.kind:
        case CardKind.NOTICE:
            words = [*run(cut(card.headline, MAX_LINE), bold=True), *_spaced(link(card.url))]
            return [rich([section(words or run("-"))], "head")]
        case CardKind.BRIEFING:
            return [rich([section(_headline(card)), *_source(card)], "head")]
        case CardKind.DIGEST:
            origin = _origin(card)
            below = [rich([section(origin)], "source")] if origin else []
            return [header(name_above(card), "head"), *below]
        case _:
            assert_never(card.kind)


def _headline(card: Card) -> list[Json]:
    """The headline, linked to the article unless it could be taken for another address."""
    words = run(cut(one_line(card.headline), MAX_LINE), bold=True) or run("-")
    address = safe_url(card.url or "")
    if address is None or LIKE_AN_ADDRESS.search(card.headline):
        return words
    return [{**one, "type": "link", "url": address} for one in words]


def _source(card: Card) -> list[Json]:
    """The site's own name and the host of the link, so that a name cannot feign another site."""
    named = [cut(card.source or "", MAX_NAME), _other_host(card)]
    words = run(" · ".join(text for text in named if text))
    return [section(words)] if words else []


def _other_host(card: Card) -> str:
    """The host of the link; "" if the source is named by it, as sites without a name are."""
    host = host_of(card.url or "") or ""
    named = re.split(r",\s", one_line(card.source or ""), maxsplit=1)[0]
    return "" if named == host else host


def _origin(card: Card) -> list[Json]:
    """The site's own name as text, then a link labelled with its host: no name can feign a site."""
    words = run(cut(card.source or "", MAX_NAME))
    return [*words, *_spaced(link(card.url))] if words else link(card.url)


def _spaced(elements: list[Json]) -> list[Json]:
    return [*run(" · "), *elements] if elements else []


def _part(part: CardPart, name: str, shown: set[str | None], article: str | None) -> Iterator[Json]:
    """A labelled list; one that is too long for a block continues in the next."""
    head: list[Json] = []
    if part.title:
        head.append(section([*run(cut(one_line(part.title), MAX_TITLE), bold=True)]))
        shown.add(safe_url(part.url or ""))
        if (address := link(part.url)) and head:
            head[0]["elements"] += _spaced(address)
    if one_line(part.label):
        head.append(
            section(run(cut(part.label, MAX_NAME), bold=not part.title, italic=bool(part.title)))
        )
    items = [elements for line in part.lines if (elements := _line(line, shown, article))]
    chunk: list[list[Json]] = []
    number = 0
    filled = size_of(head)
    for item in items:
        taken = size_of(item)
        if (head or chunk) and filled + taken > MAX_SECTION:
            yield rich([*head, *([bullets(chunk)] if chunk else [])], f"{name}-{number}")
            head, chunk, number, filled = [], [], number + 1, 0
        chunk.append(item)
        filled += taken
    if head or chunk:
        yield rich([*head, *([bullets(chunk)] if chunk else [])], f"{name}-{number}")


def _line(line: CardLine, shown: set[str | None], article: str | None) -> list[Json]:
    """A line -> its runs, references and mark, and a link to its article if there was none yet.

    A reference opens the article at the line's words. `shown`: the addresses linked so far.
    """
    elements: list[Json] = []
    for one in _fitting(line.runs):
        elements += _words(one, shown)
    if not elements:
        return []
    references = references_of(line)
    if references:
        # The no-break space keeps a reference from standing alone in the next row.
        address = safe_url(line.url or article or "")
        if address is None or len(address) > MAX_REFERENCE:
            elements.append({"type": "text", "text": f"\u00a0{references}"})
        else:
            opened = pointed(address, line.quoted)
            elements.append({"type": "text", "text": "\u00a0"})
            elements.append({"type": "link", "url": opened, "text": references})
    if line.mark:
        elements += run(f" ({cut(one_line(line.mark), MAX_NAME)})", italic=True)
    url = safe_url(line.url or "")
    if url is not None and url not in shown:
        shown.add(url)
        elements += _spaced(link(url))
    return elements


def _words(one: Run, shown: set[str | None]) -> list[Json]:
    """A run, and a link to the article that it names, labelled with its host, if not in `shown`."""
    words = run(one.text, bold=one.tone is Tone.NAME, italic=one.tone is Tone.QUOTE)
    address = safe_url(one.url or "")
    if not words or address is None or address in shown:
        return words
    shown.add(address)
    site, text = (host_of(address) or "").removeprefix("www."), words[0]["text"]
    if site and (text == site or text.startswith(f"{site}, ")):  # "bay.example, 7 May 2026"
        linked = {**words[0], "text": site, "type": "link", "url": address}
        return [linked, *([{**words[0], "text": text[len(site) :]}] if text != site else [])]
    return [*words, *_spaced(link(address))]


def references_of(line: CardLine) -> str:
    """The paragraphs that a line cites, "¶1 ¶3"."""
    return " ".join(dict.fromkeys(f"¶{proof.paragraph}" for proof in line.proofs))


def _fitting(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs, cut to MAX_LINE units in all."""
    left = MAX_LINE
    for one in runs:
        if left <= 1:
            return
        yield replace(one, text=cut(one.text, left))
        left -= units(one.text)


def _buttons(card: Card, say: Phrases) -> list[Json]:
    proven = any(line.proofs for part in card.parts for line in part.lines)
    linked = safe_url(card.url or "") is not None
    made: list[Json] = []
    if proven:
        made.append(_press(say, EVIDENCE))
    if card.follows is not None:
        made.append(_press(say, UNFOLLOW))
    if card.detail:
        made.append(_press(say, FULL))
    if card.kind is CardKind.NOTICE and linked:
        made += opening(card.url, say)
        made.append(button(say("press.again"), AGAIN, "1"))
    if proven or card.detail:
        made.append(_press(say, MORE))
    return made


def opening(url: str | None, say: Phrases) -> list[Json]:
    """A button that opens the article; [] if its address is not safe to link to, or too long."""
    address = safe_url(url or "")
    if address is None or units(address) > MAX_ADDRESS:
        return []
    return [{**button(say("press.open"), OPEN, "1"), "url": address}]


def _press(say: Phrases, act: str) -> Json:
    return button(say(f"press.{act}"), act, "1", spoken=say(f"press.{act}.spoken"))


# ---------------------------------------------------------------------------- fallback


def fallback(card: Card, say: Phrases = ENGLISH) -> str:
    """Card -> the text that a notification and a screen reader say, cut between lines."""
    lines = list(_spoken(card, say))
    fitting: list[str] = []
    for at, line in enumerate(lines):
        rest = len(lines) - at
        ending = say("spoken.more", count=rest)
        if units(escaped("\n".join([*fitting, line, ending]))) > MAX_TEXT:
            # An escape takes five units at most, so this fits whatever the line is made of.
            fitting.append(ending if fitting else cut(line, MAX_TEXT // 5))
            break
        fitting.append(line)
    return escaped("\n".join(fitting)) or "-"


def _spoken(card: Card, say: Phrases) -> Iterator[str]:
    origin = [one_line(card.source or ""), _other_host(card)]
    yield one_line(card.headline) or "-"
    if any(origin) and card.kind is not CardKind.NOTICE:
        yield ", ".join(text for text in origin if text)
    for part in card.parts:
        label = ": ".join(one_line(t) for t in (part.title or "", part.label) if one_line(t))
        if label:
            yield f"{label}:"
        for line in part.lines:
            words = one_line(line.text)
            mark = f" ({one_line(line.mark)})" if line.mark else ""
            if words:
                yield f"{words}{mark}"
    yield from (text for text in map(one_line, card.notes) if text)
    if card.more:
        yield say("more", count=card.more)
