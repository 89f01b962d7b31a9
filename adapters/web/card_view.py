"""Card -> what the page shows of it: lines that open their sentences, outlet by outlet.

Pure. A digest's lines carry proofs, and the address of the article that the proofs are in; the
sentences come from the stored briefings. If a sentence is no longer stored, or a newer reading of
the article split it differently, the line cannot be opened and links to the article instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from adapters.web.briefing_view import Evidence, Stretch, evidence
from briefs.cards.digest_card import name_above
from briefs.links.sanitizing import host_of, safe_url
from briefs.model.briefings import Briefing, CitedParagraph, Line, Piece, Proof, Wording
from briefs.model.cards import Card, CardLine, CardPart, Tone
from briefs.model.pastes import ArchivedBriefing


@dataclass(frozen=True, slots=True)
class ShownWitness:
    """An outlet credited with a line: its article, its briefing here, the cited sentences."""

    outlet: str
    url: str | None
    briefing: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCardLine:
    """A line of a card. `anchor` is its name in addresses ("line-3")."""

    anchor: str
    stretches: tuple[Stretch, ...]
    mark: str | None = None
    witnesses: tuple[ShownWitness, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether there is a sentence to show."""
        return any(each.evidence for each in self.witnesses)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A labelled group of lines; one with a title is a story."""

    label: str
    lines: tuple[ShownCardLine, ...]
    title: ShownCardLine | None = None


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as it is shown."""

    card: Card
    headline: str
    parts: tuple[ShownPart, ...]
    detail: tuple[ShownPart, ...]


def show_card(card: Card, filed: Mapping[str, ArchivedBriefing], *, prefix: str = "") -> ShownCard:
    """Card and the briefings of its articles, by address -> ShownCard."""
    parts = tuple(_parts(card, card.parts, filed, f"{prefix}line"))
    detail = tuple(_parts(card, card.detail, filed, f"{prefix}fact"))
    return ShownCard(card, name_above(card), parts, detail)


def _parts(
    card: Card, parts: tuple[CardPart, ...], filed: Mapping[str, ArchivedBriefing], anchor: str
) -> Iterator[ShownPart]:
    number = 0
    for at, part in enumerate(parts, 1):
        lines = []
        for line in part.lines:
            number += 1
            lines.append(_line(line, card.url, filed, f"{anchor}-{number}"))
        title = _title(part, filed, f"{anchor}-story-{at}") if part.title else None
        yield ShownPart(part.label, tuple(lines), title)


def _title(part: CardPart, filed: Mapping[str, ArchivedBriefing], anchor: str) -> ShownCardLine:
    """A story's title is the headline of a briefing, and opens like one."""
    words = (Stretch(part.title or ""),)
    return ShownCardLine(anchor, words, witnesses=_witness(part.url, part.proofs, (), filed))


def _line(
    line: CardLine, card_url: str | None, filed: Mapping[str, ArchivedBriefing], anchor: str
) -> ShownCardLine:
    quotes = tuple(run.text for run in line.runs if run.tone is Tone.QUOTE)
    url = line.url or (card_url if line.proofs else None)
    if line.witnesses:
        witnesses = tuple(
            shown
            for each in line.witnesses
            for shown in _witness(each.url, each.proofs, quotes, filed, outlet=each.outlet)
        )
        witnesses = tuple(_once(witnesses))
    else:
        witnesses = _witness(url, line.proofs, quotes, filed)
    stretches = tuple(
        Stretch(
            run.text,
            exact=run.tone is Tone.QUOTE,
            name=run.tone is Tone.NAME,
            url=safe_url(run.url or ""),
        )
        for run in line.runs
    )
    return ShownCardLine(anchor, stretches, line.mark, witnesses)


def _once(witnesses: tuple[ShownWitness, ...]) -> Iterator[ShownWitness]:
    """Of outlets that print the same paragraph word for word, only the first shows it."""
    seen: set[tuple[Stretch, ...]] = set()
    for each in witnesses:
        new = tuple(one for one in each.evidence if one.stretches not in seen)
        seen |= {one.stretches for one in new}
        yield replace(each, evidence=new)


def _witness(
    url: str | None,
    proofs: tuple[Proof, ...],
    quotes: tuple[str, ...],
    filed: Mapping[str, ArchivedBriefing],
    *,
    outlet: str = "",
) -> tuple[ShownWitness, ...]:
    """An article's witness; () if there is neither an address to link to nor a sentence to show."""
    archived = filed.get(url or "")
    address = safe_url(url or "")
    if archived is None and address is None:
        return ()
    shown = _evidence(archived.briefing, proofs, quotes) if archived else ()
    name = outlet or (archived and archived.briefing.site) or host_of(address or "") or "The text"
    return (ShownWitness(name, address, archived.id if archived else None, shown),)


def _evidence(
    briefing: Briefing, proofs: tuple[Proof, ...], quotes: tuple[str, ...]
) -> tuple[Evidence, ...]:
    """The cited paragraphs; () unless the stored article still has every cited sentence."""
    cited = {each.paragraph.number: each for each in briefing.cited}
    if not all(_still(proof, cited) for proof in proofs):
        return ()
    pieces = [Piece("", Wording.WORDS, proof) for proof in proofs]
    pieces += [Piece(quote, Wording.QUOTE, proof) for quote in quotes for proof in proofs]
    line = Line(tuple(pieces))
    numbers = dict.fromkeys(proof.paragraph for proof in proofs)
    return tuple(evidence(cited[number], line, from_feed=briefing.from_feed) for number in numbers)


def _still(proof: Proof, cited: Mapping[int, CitedParagraph]) -> bool:
    found = cited.get(proof.paragraph)
    return found is not None and proof.span in found.paragraph.sentences
