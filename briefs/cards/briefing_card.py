"""Briefing | error -> Card: what a message says, without any platform's markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never
from urllib.parse import urlsplit

from briefs.cards.days import written
from briefs.errors import ReadoutError
from briefs.model.articles import Verdict
from briefs.model.briefings import Briefing, Line, Part, Piece, Section, Wording
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run, Tone
from briefs.translatable import translatable

LABELS = {
    Part.HAPPENED: translatable("What happened"),
    Part.SAID: translatable("Said"),
    Part.REACTED_FOR: translatable("In favour"),
    Part.REACTED_AGAINST: translatable("Against"),
    Part.REACTED_NEUTRAL: translatable("Reactions"),
    Part.BEFORE: translatable("Before"),
}
LIVE_BLOG = translatable(
    "This page is a live blog: the briefing tells what stood there when it was read."
)
FROM_FEED = translatable(
    "The page could not be read: this is told from the text in the site's feed."
)
NOTHING = translatable(
    "No sentence of this article could be briefed with proof; please read it there."
)

NOTHING_SHORT = translatable(
    "No sentence of this article says enough by itself for the short briefing."
)


def card(briefing: Briefing) -> Card:
    """Briefing -> the card that answers a pasted link."""
    notes = [LIVE_BLOG] if briefing.verdict is Verdict.LIVE_BLOG else []
    if briefing.from_feed:
        notes.append(FROM_FEED)
    if not briefing.sections:
        notes.append(NOTHING_SHORT if briefing.full else NOTHING)
    return Card(
        kind=CardKind.BRIEFING,
        headline=briefing.headline.text,
        parts=parts(briefing.sections),
        url=briefing.url or None,
        source=source_line(briefing),
        more=_more(briefing),
        detail=parts(briefing.full),
        notes=tuple(notes),
    )


def notice(error: ReadoutError, *, url: str | None = None) -> Card:
    """Error -> a card with one line that says what went wrong and what can be done."""
    notes = (translatable(error.hint),) if error.hint else ()
    return Card(kind=CardKind.NOTICE, headline=error.line, url=url, notes=notes)


def parts(sections: Iterable[Section]) -> tuple[CardPart, ...]:
    """Sections -> labelled parts."""
    return tuple(
        CardPart(LABELS[section.part], tuple(card_line(line) for line in section.lines))
        for section in sections
    )


def articles(card: Card) -> tuple[str, ...]:
    """Card -> addresses of the articles that it cites, without repetition."""
    urls = [card.url]
    for part in (*card.parts, *card.detail):
        urls.append(part.url)
        for line in part.lines:
            urls += [line.url, *(witness.url for witness in line.witnesses)]
    return tuple(dict.fromkeys(url for url in urls if url))


def card_line(line: Line) -> CardLine:
    """Line -> runs of one style; the marks of a quote belong to its run."""
    return CardLine(runs=_runs(line.pieces), proofs=line.proofs)


def _runs(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for at, piece in enumerate(pieces):
        tone = _tone(piece.wording)
        text = piece.text
        if piece.wording is Wording.TEMPLATE:
            opens, closes = _is_quote(pieces, at + 1), _is_quote(pieces, at - 1)
            if opens and "“" in text:
                lead, mark, rest = text.partition("“")
                _append(runs, lead, Tone.PLAIN)
                text, tone = mark + rest, Tone.QUOTE
            elif closes and text.endswith("”"):
                tone = Tone.QUOTE
        _append(runs, text, tone)
    return tuple(runs)


def _tone(wording: Wording) -> Tone:
    match wording:
        case Wording.NAME:
            return Tone.NAME
        case Wording.QUOTE:
            return Tone.QUOTE
        case Wording.WORDS | Wording.TEMPLATE:
            return Tone.PLAIN
        case _:
            assert_never(wording)


def _is_quote(pieces: Sequence[Piece], at: int) -> bool:
    return 0 <= at < len(pieces) and pieces[at].wording is Wording.QUOTE


def _append(runs: list[Run], text: str, tone: Tone) -> None:
    if not text:
        return
    if runs and runs[-1].tone is tone and tone is not Tone.NAME:
        text = runs.pop().text + text
    runs.append(Run(text, tone))


def source_line(briefing: Briefing) -> str | None:
    """Outlet and day, "Example News, 4 May 2026", or as much as is known."""
    site = briefing.site or _host(briefing.url)
    day = _day(briefing.published)
    return translatable("{site}, {day}", site=site, day=day) if site and day else site or day


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _day(published: str | None) -> str | None:
    """An ISO date, or date and time -> "4 May 2026"; None where it is no such thing."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return written(day)


def _more(briefing: Briefing) -> int:
    """Number of lines of the full list that the short form does not have."""
    shown = {line.text for section in briefing.sections for line in section.lines}
    proven = {proof for s in briefing.sections for line in s.lines for proof in line.proofs}
    return sum(
        line.text not in shown and not set(line.proofs) <= proven
        for section in briefing.full
        for line in section.lines
    )
