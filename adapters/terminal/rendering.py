"""Card -> what a terminal shows (rich). Pure: nothing is printed here.

Everything goes into `Text`, never through rich's markup, and control characters become blanks,
so no page can format, move or clear the reader's terminal. Without colour nothing is lost: labels
have lines of their own, quotes keep their marks, and each line ends with its references ("¶1").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from briefs.cards.digest_card import name_above
from briefs.links.sanitizing import plain
from briefs.model.articles import Span
from briefs.model.briefings import CitedParagraph, Proof
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Tone

STYLES = {Tone.PLAIN: "", Tone.NAME: "bold", Tone.QUOTE: "italic"}
BULLET = "• "
INDENT = 4
BREAKS = frozenset({"Cc", "Zl", "Zp"})
MAX_WIDTH = 120
"""Longer lines are hard to read (Bringhurst advises less; a terminal is no book)."""

Evidence = Mapping[str, Sequence[CitedParagraph]]
"""Address of an article -> the paragraphs cited from it; "" is the card's own article."""

NOTHING: Final[Evidence] = MappingProxyType({})
_Cited = Mapping[tuple[str, int], CitedParagraph]


def render(
    card: Card, *, width: int, evidence: Evidence = NOTHING, full: bool = False
) -> RenderableType:
    """Card -> a renderable at most `width` columns wide.

    `evidence`: show under each line the sentences that prove it, from each article it credits.
    `full`: show the full list in place of the short one.
    """
    cited = {(url, c.paragraph.number): c for url, all_of in evidence.items() for c in all_of}
    shown = card.detail if full and card.detail else card.parts
    blocks: list[RenderableType] = [_headline(card)]
    blocks += [_source(card)] if card.source or card.url else []
    for part in shown:
        blocks += ["", *_part(part, cited)]
    blocks += _foot(card, full=full)
    return _Narrow(Group(*blocks), min(width, MAX_WIDTH))


class _Narrow:
    """Limits a group to `width` columns, however wide the console is."""

    def __init__(self, group: Group, width: int) -> None:
        self._group, self._width = group, width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(self._width, options.max_width)
        yield from console.render(self._group, options.update(width=width, max_width=width))


def _headline(card: Card) -> RenderableType:
    return _Hung(Text(), Text(clean(name_above(card)), style=_style(card.kind)))


def _style(kind: CardKind) -> str:
    match kind:
        case CardKind.NOTICE:
            return "bold red"
        case CardKind.BRIEFING | CardKind.DIGEST:
            return "bold"
        case _:
            assert_never(kind)


def _source(card: Card) -> RenderableType:
    known = [clean(words) for words in (card.source, card.url) if words]
    return _Hung(Text(), Text(" · ".join(known), style="dim"))


def _part(part: CardPart, cited: _Cited) -> Iterable[RenderableType]:
    if part.title:
        yield _Hung(Text(), Text(clean(part.title), style="bold"))
        yield from _evidence(part.proofs, cited, url=part.url)
    if part.label:
        yield _Hung(Text(), Text(clean(part.label), style="bold cyan"))
    if _is_address(part.url) and part.url not in {line.url for line in part.lines}:
        yield _Hung(Text(), Text(clean(part.url or ""), style="dim"))
    for line in part.lines:
        yield _Hung(Text(BULLET), _line(line))
        if _is_address(line.url) and not line.proofs:  # a line that names an article, not a fact
            yield _Hung(Text(" " * len(BULLET)), Text(clean(line.url or ""), style="dim"))
        for address in dict.fromkeys(run.url for run in line.runs if _is_address(run.url)):
            yield _Hung(Text(" " * len(BULLET)), Text(clean(address or ""), style="dim"))
        several = len(line.witnesses) > 1
        for each in line.witnesses:
            yield from _evidence(
                each.proofs, cited, url=each.url, of=each.outlet if several else ""
            )
        if not line.witnesses:
            yield from _evidence(line.proofs, cited, url=line.url)


def _line(line: CardLine) -> Text:
    text = Text()
    for run in line.runs:
        text.append(clean(run.text), style=STYLES[run.tone])
    refs = dict.fromkeys(f"¶{proof.paragraph}" for proof in line.proofs)
    if refs:
        text.append(" " + " ".join(refs), style="dim")
    if line.mark:
        text.append(f" [{clean(line.mark)}]", style="yellow")
    return text


class _Hung:
    """Text with a hanging indent after its marker, without trailing blanks."""

    def __init__(self, lead: Text, words: Text) -> None:
        self._lead, self._words = lead, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(1, options.max_width - self._lead.cell_len)
        lead = self._lead
        for line in self._words.wrap(console, width, overflow="fold"):
            hung = Text.assemble(lead, line)
            hung.rstrip()
            yield hung
            lead = Text(" " * self._lead.cell_len)


def _evidence(
    proofs: Iterable[Proof], cited: _Cited, *, url: str | None, of: str = ""
) -> Iterable[RenderableType]:
    """The cited sentences, each after its outlet, paragraph and number.

    Sentences are left out that the stored article no longer has: it may have been fetched again.
    """
    for proof in proofs:
        found = cited.get((url or "", proof.paragraph))
        if found is not None and proof.span in found.paragraph.sentences:
            outlet = Text(f"{clean(of)} " if of else "")
            lead = Text(" " * INDENT).append(outlet).append(f"¶{proof.paragraph}.{proof.sentence} ")
            lead.stylize("dim")
            yield _Hung(lead, Text(clean(_sentence(found, proof.span))))


def _sentence(cited: CitedParagraph, span: Span) -> str:
    start = cited.paragraph.span.start
    return cited.text[span.start - start : span.end - start]


def _foot(card: Card, *, full: bool) -> Iterable[RenderableType]:
    """Notes, and how many lines the full list has beyond those shown."""
    notes = [clean(note) for note in card.notes]
    if card.more and not full:
        notes.append(f"{card.more} more in the full list.")
    if notes:
        yield ""
    for note in notes:
        yield _Hung(Text(), Text(note, style="dim"))


def clean(words: str) -> str:
    """Text of a page -> one line without invisible, reordering or stacked characters."""
    one_line = "".join(" " if unicodedata.category(c) in BREAKS else c for c in words)
    return re.sub(r"\s+", " ", plain(one_line))


def _is_address(url: str | None) -> bool:
    """Whether it can be opened: a pasted text has a name ("urn:…"), but no address."""
    return bool(url) and not (url or "").startswith("urn:")
