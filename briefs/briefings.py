"""Article + Reading -> Briefing: what a reader gets, every line with its proof.

Candidates are made of facts and sentences, chosen by what a reader needs first, worded so
that the checker passes them, and laid out in parts. Nothing that fails the check is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefs.choosing import Choice, choose
from briefs.fullness import everything
from briefs.ground import Ground, ground
from briefs.headlines import headline
from briefs.links import own_address
from briefs.model import Article, Briefing, Cited, Line, Part, Reading, Section

BRIEFING_VERSION = "1"
"""Same article and same version give the same bytes: raise it when a rule changes."""

MAX_LINES = 8
MAX_WORDS = 130


def brief(article: Article, reading: Reading) -> Briefing:
    """What was read of an article -> its briefing."""
    on = ground(article, reading)
    head = headline(on)
    sections = _sections(choose(on, lines=MAX_LINES, words=MAX_WORDS))
    full = _sections(everything(on))
    return Briefing(
        url=own_address(article.url, canonical=article.canonical),
        title=article.title,
        site=article.site,
        published=article.published if article.published_certain else None,
        headline=head,
        sections=sections,
        full=full,
        facts=reading.facts,
        cited=_cited(on, [head, *_lines(sections), *_lines(full)]),
        version=BRIEFING_VERSION,
        verdict=article.verdict,
    )


def _sections(choices: Iterable[Choice]) -> tuple[Section, ...]:
    """Chosen lines -> parts in their order, empty ones left out."""
    by_part: dict[Part, list[Line]] = {part: [] for part in Part}
    for choice in choices:
        if choice.line not in by_part[choice.part]:
            by_part[choice.part].append(choice.line)
    return tuple(Section(part, tuple(lines)) for part, lines in by_part.items() if lines)


def _lines(sections: Iterable[Section]) -> Iterable[Line]:
    return (line for section in sections for line in section.lines)


def _cited(on: Ground, lines: Iterable[Line]) -> tuple[Cited, ...]:
    """The paragraphs that the lines cite, in the article's order."""
    numbers = sorted({proof.paragraph for line in lines for proof in line.proofs})
    cited = (on.paragraphs[number] for number in numbers)
    return tuple(Cited(paragraph, paragraph.span.of(on.text)) for paragraph in cited)
