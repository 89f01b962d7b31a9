"""Article + Reading -> Briefing: what a reader gets, every line with its proof.

Facts and sentences become candidates, the most needed are chosen, worded so that the checker
passes them, and arranged in parts. A line that fails the check is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefs.briefing.full_list import everything
from briefs.briefing.headlines import headline
from briefs.briefing.selection import Choice, choose
from briefs.links.canonical import own_address
from briefs.model.articles import Article
from briefs.model.briefings import Briefing, CitedParagraph, Line, Part, Section
from briefs.model.facts import Facts, OneFact, Reading
from briefs.verification.source_document import SourceDocument, make_source_document

BRIEFING_VERSION = "7"
"""Same article and same version give the same bytes: raise it when a rule changes."""

MAX_LINES = 8
MAX_WORDS = 130
"""Of all lines; a whole sentence that a reader needs may run over it, up to MAX_WITH_SENTENCE."""
MAX_WITH_SENTENCE = 149


def brief(article: Article, reading: Reading) -> Briefing:
    """(Article, reading) -> Briefing."""
    on = make_source_document(article, reading)
    head = headline(on)
    chosen = choose(on, lines=MAX_LINES, words=MAX_WORDS, most=MAX_WITH_SENTENCE)
    sections = _sections(chosen)
    full = _sections(everything(on))
    return Briefing(
        url=own_address(article.url, canonical=article.canonical),
        title=article.title,
        site=article.site,
        published=article.published if article.published_certain else None,
        headline=head,
        sections=sections,
        full=full,
        facts=_marked(reading.facts, chosen),
        cited=_cited(on, [head, *_lines(sections), *_lines(full)]),
        version=BRIEFING_VERSION,
        verdict=article.verdict,
        from_feed=article.from_feed,
    )


def _sections(choices: Iterable[Choice]) -> tuple[Section, ...]:
    """Chosen lines -> parts in their order, empty ones left out."""
    by_part: dict[Part, list[Line]] = {part: [] for part in Part}
    for choice in choices:
        if choice.line not in by_part[choice.part]:
            by_part[choice.part].append(choice.line)
    return tuple(Section(part, tuple(lines)) for part, lines in by_part.items() if lines)


def _marked(facts: Facts, chosen: Iterable[Choice]) -> Facts:
    """Facts -> the same, `shown` set on those that a chosen line states."""
    shown = {fact for choice in chosen for fact in choice.facts}

    def marked(fact: OneFact) -> OneFact:
        return replace(fact, shown=fact in shown)

    return facts.changed(marked)


def _lines(sections: Iterable[Section]) -> Iterable[Line]:
    return (line for section in sections for line in section.lines)


def _cited(on: SourceDocument, lines: Iterable[Line]) -> tuple[CitedParagraph, ...]:
    """The paragraphs that the lines cite, in the article's order."""
    numbers = sorted({proof.paragraph for line in lines for proof in line.proofs})
    cited = (on.paragraphs[number] for number in numbers)
    return tuple(CitedParagraph(paragraph, paragraph.span.of(on.text)) for paragraph in cited)
