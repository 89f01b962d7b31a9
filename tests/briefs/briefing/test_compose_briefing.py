"""Briefings of invented articles: what is told, in how much space, and that it is proved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.briefing.compose_briefing import MAX_LINES, MAX_WORDS, brief
from briefs.model.articles import Article, Span
from briefs.model.briefings import Briefing, Part
from briefs.model.facts import Agreement, Facts, Meeting, Reaction, Reading
from briefs.model.serialization import to_json
from briefs.text.truncation import length
from briefs.verification.checker import check, check_headline
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import (
    ARTICLES,
    BRANDT,
    ILVES,
    Telling,
    bakery,
    ferry,
    glacier,
    lines,
    paragraphs_of,
)
from tests.conftest import examples


def briefing_of(make: Callable[[], Telling]) -> Briefing:
    telling = make()
    return brief(telling.article, telling.reading)


def test_who_met_and_what_was_signed() -> None:
    happened = lines(briefing_of(ferry), Part.HAPPENED)
    assert any(
        "Mara Ilves arrived in Port Halden" in text and "Brandt" in text for text in happened
    )
    assert any("Ilves and" in text and "signed a maritime safety pact" in text for text in happened)


def test_who_said_what_and_whose_side() -> None:
    briefing = briefing_of(ferry)
    assert any("a bridge over cold water" in text for text in lines(briefing, Part.SAID))
    (against,) = lines(briefing, Part.REACTED_AGAINST)
    assert against == (
        "Nadia Kohl, leader of the opposition, per the Halden Courier: the pact “sells the coast"
        " for a handshake” because it was written in secret"
    )


def test_what_was_before_comes_last() -> None:
    briefing = briefing_of(ferry)
    assert briefing.sections[-1].part is Part.BEFORE
    (before,) = lines(briefing, Part.BEFORE)
    assert before.startswith("Ilves: “We want every child")


def test_without_a_title_the_signing_is_the_headline() -> None:
    assert briefing_of(ferry).headline.text.startswith(
        "Mara Ilves and Tomas Brandt signed a maritime safety pact"
    )


def test_the_first_words_of_a_pasted_text_are_no_title() -> None:
    telling = ferry()
    telling.title = "On Tuesday, Mara Ilves arrived in Port Halden for the first…"
    headline = brief(telling.article, telling.reading).headline.text
    assert headline.startswith("Mara Ilves and Tomas Brandt signed")


def test_without_a_title_a_long_opening_is_cut_like_one() -> None:
    text = "Reeds and " * 40 + "rushes grow by the weir."
    telling = Telling("", text)
    headline = brief(telling.article, telling.reading).headline
    assert len(headline.text) <= 150
    assert headline.text.endswith("…")
    assert not check_headline(headline, make_source_document(telling.article, telling.reading))


def test_a_title_is_the_headline() -> None:
    assert (
        briefing_of(bakery).headline.text == "Larkspur to close four bakeries as rye price doubles"
    )


def test_a_long_title_is_cut_with_a_mark() -> None:
    telling = bakery()
    telling.title = "Larkspur to close bakeries " * 9
    briefing = brief(telling.article, telling.reading)
    assert len(briefing.headline.text) <= 150
    assert briefing.headline.text.endswith("…")
    assert not check_headline(
        briefing.headline, make_source_document(telling.article, telling.reading)
    )


def test_no_event_still_gives_a_good_briefing() -> None:
    briefing = briefing_of(bakery)
    assert "close four of its eleven bakeries" in lines(briefing, Part.HAPPENED)[0]
    assert any("Nobody likes to turn off an oven" in text for text in lines(briefing, Part.SAID))
    assert any("Okoro" in text for text in lines(briefing, Part.REACTED_AGAINST))


def test_hedges_stay() -> None:
    text = "\n".join(lines(briefing_of(glacier)))
    assert "may hold water" in text
    assert "according to a study" in text
    assert "doubted" in text or "Hugo Brand" not in text
    assert "one of dozens" not in text or "unless" in text


@pytest.mark.parametrize("make", ARTICLES)
def test_every_line_stands(make: Callable[[], Telling]) -> None:
    telling = make()
    on = make_source_document(telling.article, telling.reading)
    briefing = brief(telling.article, telling.reading)
    assert not check_headline(briefing.headline, on)
    for section in (*briefing.sections, *briefing.full):
        for line in section.lines:
            assert check(line, on) == ()


@pytest.mark.parametrize("make", ARTICLES)
def test_it_keeps_to_its_space(make: Callable[[], Telling]) -> None:
    texts = lines(briefing_of(make))
    assert 1 <= len(texts) <= MAX_LINES
    assert sum(map(length, texts)) <= MAX_WORDS


@pytest.mark.parametrize("make", ARTICLES)
def test_same_input_same_bytes(make: Callable[[], Telling]) -> None:
    assert to_json(briefing_of(make)) == to_json(briefing_of(make))


@pytest.mark.parametrize("make", ARTICLES)
def test_every_proof_opens(make: Callable[[], Telling]) -> None:
    telling = make()
    briefing = brief(telling.article, telling.reading)
    texts = {cited.paragraph.number: cited for cited in briefing.cited}
    for section in (*briefing.sections, *briefing.full):
        for line in section.lines:
            for proof in line.proofs:
                cited = texts[proof.paragraph]
                start = cited.paragraph.span.start
                words = cited.text[proof.span.start - start : proof.span.end - start]
                assert words == proof.span.of(telling.text)


@pytest.mark.parametrize("make", ARTICLES)
def test_the_full_list_holds_every_fact(make: Callable[[], Telling]) -> None:
    telling = make()
    facts = telling.reading.facts
    cited = [
        proof.span
        for section in brief(telling.article, telling.reading).full
        for line in section.lines
        for proof in line.proofs
    ]
    told: list[Meeting | Agreement | Reaction] = [
        *facts.meetings,
        *facts.agreements,
        *facts.reactions,
    ]
    for fact in told:
        assert any(s.start <= fact.evidence.start < s.end for s in cited)


def test_no_two_lines_tell_the_same() -> None:
    telling = bakery()
    telling.gist = [telling.sentence("The chain lost"), telling.sentence("The chain lost")]
    texts = lines(brief(telling.article, telling.reading))
    assert len(texts) == len(set(texts))


def test_a_wrong_fact_makes_no_line() -> None:
    """The reader took a plan for a meeting: the sentence may be told, the meeting not."""
    telling = Telling(
        "", "The office said. Mara Ilves will not meet Tomas Brandt in Halden on Friday."
    )
    telling.met([ILVES, BRANDT], "will not", where="Halden", when="Friday")
    briefing = brief(telling.article, telling.reading)
    for section in (*briefing.sections, *briefing.full):
        for line in section.lines:
            assert " met" not in line.text


def test_nothing_to_tell() -> None:
    briefing = brief(Article("", "", ""), Reading(Facts(), ()))
    assert briefing.sections == ()
    assert briefing.cited == ()


@settings(max_examples=examples(60), deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300), st.data())
def test_any_text_ends_in_a_briefing(text: str, data: st.DataObject) -> None:
    """Whatever the text and wherever the gist points: lines that stand, or none."""
    paragraphs = paragraphs_of(text)
    sentences = [s for p in paragraphs for s in p.sentences]
    gist = data.draw(st.lists(st.sampled_from(sentences), max_size=4)) if sentences else []
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    gist += [Span(min(s), max(s)) for s in data.draw(st.lists(spans, max_size=2))]
    article = Article("", "", text)
    reading = Reading(Facts(gist=tuple(gist)), paragraphs)
    briefing = brief(article, reading)
    on = make_source_document(article, reading)
    for section in briefing.sections:
        for line in section.lines:
            assert check(line, on) == ()
    assert sum(map(length, lines(briefing))) <= MAX_WORDS
