"""Cards say what the briefing says, without markup, and failures say why."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from briefs import errors
from briefs.briefing.compose_briefing import brief
from briefs.cards.briefing_card import (
    FROM_FEED,
    LABELS,
    LIVE_BLOG,
    NOTHING,
    NOTHING_SHORT,
    card,
    card_line,
    notice,
    source_line,
)
from briefs.errors import Paywalled, ReadoutError, SiteBusy
from briefs.model.articles import Article, Verdict
from briefs.model.briefings import Briefing, Part
from briefs.model.cards import CardKind, Tone
from briefs.model.facts import Facts, Reading
from tests.briefs.random_articles import bakery, ferry, glacier


def briefing(make: object = ferry) -> Briefing:
    telling = bakery() if make is bakery else ferry()
    return brief(telling.article, telling.reading)


def test_a_card_reads_like_its_briefing() -> None:
    ours = briefing()
    shown = card(ours)
    assert shown.kind is CardKind.BRIEFING
    assert shown.headline == ours.headline.text
    assert shown.url == "https://news.example/a"
    assert [part.label for part in shown.parts] == [LABELS[s.part] for s in ours.sections]
    for part, section in zip(shown.parts, ours.sections, strict=True):
        assert [line.text for line in part.lines] == [line.text for line in section.lines]
        assert [line.proofs for line in part.lines] == [line.proofs for line in section.lines]


def test_every_part_has_a_label() -> None:
    assert set(LABELS) == set(Part)


def test_quotes_keep_their_marks_in_their_run() -> None:
    ours = briefing()
    against = next(s for s in ours.sections if s.part is Part.REACTED_AGAINST)
    runs = card_line(against.lines[0]).runs
    assert [run.text for run in runs if run.tone is Tone.QUOTE] == [
        "“sells the coast for a handshake”"
    ]
    assert [run.text for run in runs if run.tone is Tone.NAME] == [
        "Nadia Kohl",
        "leader of the opposition",
        "the Halden Courier",
    ]
    assert "".join(run.text for run in runs) == against.lines[0].text


def test_more_counts_what_is_not_shown() -> None:
    telling = glacier()
    shown = card(brief(telling.article, telling.reading))
    assert shown.detail
    assert shown.more == 2  # the taste of it, and that it is one of dozens


def test_a_live_blog_says_so() -> None:
    assert card(replace(briefing(), verdict=Verdict.LIVE_BLOG)).notes == (LIVE_BLOG,)


def test_what_is_told_from_a_feed_says_so() -> None:
    assert card(replace(briefing(), from_feed=True)).notes == (FROM_FEED,)
    assert card(briefing()).notes == ()


def test_a_briefing_without_lines_says_so() -> None:
    empty = brief(Article("", "A title", ""), Reading(Facts(), ()))
    shown = card(empty)
    assert shown.notes == (NOTHING,)
    assert shown.url is None
    assert shown.source is None


def test_what_only_the_full_list_tells_is_not_said_to_be_without_proof() -> None:
    ours = briefing()
    shown = card(replace(ours, sections=(), full=ours.sections))
    assert shown.notes == (NOTHING_SHORT,)
    assert len(shown.detail) == len(ours.sections) > 0


@pytest.mark.parametrize(
    ("site", "published", "url", "says"),
    [
        ("Example News", "2026-05-04", "https://news.example/a", "Example News, 4 May 2026"),
        ("Example News", "2026-05-04T09:30:00+02:00", "", "Example News, 4 May 2026"),
        (None, "2026-05-04", "https://www.news.example/a", "news.example, 4 May 2026"),
        ("Example News", None, "", "Example News"),
        ("Example News", "last spring", "", "Example News"),
        (None, None, "", None),
        (None, None, "http://[broken", None),
    ],
)
def test_the_source_line(
    site: str | None, published: str | None, url: str, says: str | None
) -> None:
    assert source_line(replace(briefing(), site=site, published=published, url=url)) == says


def test_an_uncertain_date_is_not_shown() -> None:
    telling = bakery()
    unsure = replace(telling.article, published_certain=False)
    assert card(brief(unsure, telling.reading)).source == "Example News"


KINDS = [
    kind
    for kind in vars(errors).values()
    if inspect.isclass(kind) and issubclass(kind, ReadoutError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_makes_one_honest_line(kind: type[ReadoutError]) -> None:
    shown = notice(kind(), url="https://news.example/a")
    assert shown.kind is CardKind.NOTICE
    assert shown.headline
    assert "\n" not in shown.headline
    assert shown.notes == ((kind.hint,) if kind.hint else ())
    assert shown.parts == ()


def test_a_notice_says_what_happened_and_what_to_do() -> None:
    shown = notice(Paywalled())
    assert shown.headline == "Could not read this: paywalled."
    assert shown.notes == ("If you can read it, paste its text.",)
    assert notice(SiteBusy("Example News is busy.")).headline == "Example News is busy."
