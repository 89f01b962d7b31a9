"""What counts as told differently, and all that does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefs.digest.comparison.sentence.dates_and_places import country_meant, day_meant
from briefs.digest.contradictions import contradictions
from briefs.digest.quantities import BEFORE, COUNTING, KIND, MONEY, quantities
from briefs.model.articles import Span
from briefs.model.briefings import Briefing
from briefs.model.facts import Agreement, AgreementStatus, Facts, Meeting, MeetingStatus, Party
from briefs.model.stories import DisputedField
from tests.briefs.brief_text import briefing, span_in

VELLAND, OSTMARK = Party("Velland"), Party("Ostmark")
BJELKE, VILKS = Party("Anders Bjelke"), Party("Ruta Vilks")


def pact(
    sentence: str,
    status: AgreementStatus,
    site: str,
    *,
    what: str = "fishing treaty",
    parties: tuple[Party, ...] = (VELLAND, OSTMARK),
    published: str | None = "2026-05-05",
    twice: bool = False,
) -> Briefing:
    one = Agreement(span_in(sentence, what), parties, status, Span(0, len(sentence)))
    facts = Facts(agreements=(one, one) if twice else (one,))
    return briefing(sentence, site=site, facts=facts, published=published)


def talks(
    sentence: str,
    site: str,
    *,
    where: str | None = None,
    when: str | None = None,
    status: MeetingStatus = MeetingStatus.HAPPENED,
    parties: tuple[Party, ...] = (BJELKE, VILKS),
    published: str | None = "2026-05-05",
) -> Briefing:
    meeting = Meeting(
        parties,
        status,
        Span(0, len(sentence)),
        where=span_in(sentence, where) if where else None,
        when=span_in(sentence, when) if when else None,
    )
    return briefing(sentence, site=site, facts=Facts(meetings=(meeting,)), published=published)


SIGNED = "Velland and Ostmark signed a fishing treaty."
PLANNED = "Velland and Ostmark will sign a fishing treaty."


def test_signed_and_planned_stand_side_by_side() -> None:
    a = pact(SIGNED, AgreementStatus.SIGNED, "Post")
    b = pact(PLANNED, AgreementStatus.PLANNED, "Echo")
    (found,) = contradictions([a, b])
    assert found.about is DisputedField.STATUS
    assert "Velland and Ostmark" in found.subject
    assert [(v.words, v.witnesses[0].outlet) for v in found.versions] == [
        ("signed", "Post"),
        ("planned", "Echo"),
    ]
    assert found.versions[1].witnesses[0].proofs[0].span.of(PLANNED) == PLANNED


def test_who_says_an_agreement_means_the_only_one_of_its_parties() -> None:
    a = pact(
        "Velland and Ostmark signed an agreement.",
        AgreementStatus.SIGNED,
        "Post",
        what="an agreement",
    )
    b = pact(PLANNED, AgreementStatus.PLANNED, "Echo")
    (found,) = contradictions([a, b])
    assert found.about is DisputedField.STATUS
    assert found.subject.endswith("fishing treaty"), "the name that says most"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(PLANNED, AgreementStatus.PLANNED, "Echo", published="2026-05-04"),
            id="planned yesterday, signed today",
        ),
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(SIGNED.replace("signed", "agreed"), AgreementStatus.AGREED, "Echo"),
            id="signed and agreed",
        ),
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(
                PLANNED.replace("Ostmark", "Norrland"),
                AgreementStatus.PLANNED,
                "Echo",
                parties=(VELLAND, Party("Norrland")),
            ),
            id="other parties",
        ),
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(
                "Velland and Ostmark will sign a rail pact.",
                AgreementStatus.PLANNED,
                "Echo",
                what="rail pact",
            ),
            id="another agreement",
        ),
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(PLANNED, AgreementStatus.PLANNED, "Post"),
            id="one outlet, two articles",
        ),
        pytest.param(
            pact(SIGNED, AgreementStatus.SIGNED, "Post"),
            pact(
                "Velland and Ostmark signed a fishing treaty. They will sign a fishing treaty.",
                AgreementStatus.PLANNED,
                "Echo",
                twice=True,
            ),
            id="an article with two such facts",
        ),
    ],
)
def test_no_contradiction_of_agreements(a: Briefing, b: Briefing) -> None:
    assert contradictions([a, b]) == ()


def test_a_meeting_on_two_days_and_in_two_countries() -> None:
    a = talks("Bjelke and Vilks met in Oslo on Monday.", "Post", where="in Oslo", when="on Monday")
    b = talks("Bjelke and Vilks met in Sweden on May 3.", "Echo", where="in Sweden", when="May 3")
    day, place = contradictions([a, b])
    assert day.about is DisputedField.DATE
    assert [v.words for v in day.versions] == ["on Monday", "May 3"]
    assert place.about is DisputedField.PLACE
    assert [v.words for v in place.versions] == ["in Oslo", "in Sweden"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("on Monday", "yesterday", id="the same day"),
        pytest.param("on Monday", "last Tuesday", id="open words"),
        pytest.param("on Monday", "early May", id="no day"),
        pytest.param("in Oslo", "in Norway", id="a capital of it"),
        pytest.param("in Oslo", "at the old mill", id="no known place"),
    ],
)
def test_no_contradiction_of_meetings(a: str, b: str) -> None:
    sides = []
    for words, site in ((a, "Post"), (b, "Echo")):
        sentence = f"Bjelke and Vilks met {words}."
        kind = "where" if words[:2] in {"in", "at"} else "when"
        given: dict[str, Any] = {kind: words}
        sides.append(talks(sentence, site, **given))
    assert contradictions(sides) == ()


def test_a_plan_may_change_its_day() -> None:
    planned = MeetingStatus.PLANNED
    a = talks("Bjelke and Vilks will meet on Friday.", "Post", when="on Friday", status=planned)
    b = talks("Bjelke and Vilks will meet on May 9.", "Echo", when="May 9", status=planned)
    assert contradictions([a, b]) == ()


def numbers(*sentences: str) -> tuple[tuple[str, ...], ...]:
    sites = ["Post", "Echo", "Herald", "Tide"]
    several = [briefing(each, site=site) for each, site in zip(sentences, sites, strict=False)]
    return tuple(tuple(v.words for v in each.versions) for each in contradictions(several))


def test_numbers_that_cannot_both_be_true() -> None:
    assert numbers("The fire killed 12 people.", "15 people died in the fire.") == (
        ("killed 12 people", "15 people died"),
    )
    assert numbers("At least 20 people were hurt.", "Twelve were injured.") == (
        ("At least 20 people were hurt", "Twelve were injured"),
    )
    assert numbers("A $3 billion loan was agreed.", "A $4 billion loan was agreed.") != ()
    assert numbers(
        "Under the pact Velland gets 40 percent of the river's yearly flow.",
        "The pact leaves Velland 45% of the river's yearly flow, Vilks said.",
        "In the pact Velland gets 45 per cent of the river's yearly flow.",
    ) == (("40 percent of the river's yearly flow", "45 per cent of the river's yearly flow"),)
    assert numbers("Some 12,000 people demonstrated.", "About 3,000 people marched.") == (
        ("Some 12,000 people demonstrated", "About 3,000 people marched"),
    )
    assert numbers("The fire killed 12.", "15 people died.", "The fire killed 12 people.") == (
        ("killed 12", "15 people died"),
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("At least 12 people were killed.", "15 people were killed."),
        ("About 200 people were arrested.", "190 people were arrested."),
        ("12 people were killed.", "15 people were injured."),
        ("12 soldiers were killed.", "3 civilians were killed."),
        ("12 people were killed.", "In 2011, 40 people were killed there."),
        ("12 people were killed.", "40 people could be killed."),
        ("12 people were killed.", "No 15 people were killed."),
        ("A $3 billion loan was agreed.", "A $4 billion fine was agreed."),
        (
            "Now Velland gets 40 percent of the river's flow.",
            "Now Ostmark gets 60 percent of the river's flow.",
        ),
        (
            "Now Velland gets 40 percent of the river's flow.",
            "Now Velland gets 60 percent of the lake's fish.",
        ),
        (
            "In May Bjelke had 40 percent of registered voters behind him.",
            "In May Bjelke had 45 percent of registered voters behind him.",
        ),
        ("Now Velland holds 40 percent of it.", "Now Velland holds 45 percent of it."),
        ("12 people were killed.", "3 people were killed on the bridge and 9 people died later."),
    ],
)
def test_numbers_that_do_not_compare(a: str, b: str) -> None:
    assert numbers(a, b) == ()


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The death toll rose to 14 on Tuesday.", [("killed", 14, "death toll rose to 14")]),
        ("The blast killed 15 and wounded 40 others.", [("killed", 15, "killed 15"), ("injured", 40, "wounded 40 others")]),
        ("Twenty-five miners are missing.", [("missing miner", 25, "Twenty-five miners are missing")]),
        ("A loan of 3 million was agreed.", []),
        ("2,300 people were evacuated.", [("displaced", 2300, "2,300 people were evacuated")]),
    ],
)  # fmt: skip
def test_what_a_sentence_counts(sentence: str, wanted: list[tuple[str, int, str]]) -> None:
    assert [(q.subject, q.low, q.words) for q in quantities(sentence)] == wanted


TUESDAY = date(2026, 5, 5)


@pytest.mark.parametrize(
    ("words", "past", "day"),
    [
        ("on Monday", True, date(2026, 5, 4)),
        ("on Monday", False, date(2026, 5, 11)),
        ("Tuesday", True, TUESDAY),
        ("today", True, TUESDAY),
        ("tomorrow", False, date(2026, 5, 6)),
        ("on June 19", False, date(2026, 6, 19)),
        ("on 30 December", True, date(2025, 12, 30)),
        ("May 3, 2024", True, date(2024, 5, 3)),
        ("on Monday and Tuesday", True, None),
        ("next week", False, None),
        ("February 31", True, None),
    ],
)
def test_the_day_that_is_meant(words: str, past: bool, day: date | None) -> None:
    assert day_meant(words, published=TUESDAY, past=past) == day


def test_without_the_articles_day_a_weekday_means_none() -> None:
    assert day_meant("on Monday", published=None, past=True) is None
    assert day_meant("May 3", published=None, past=True) is None


def test_the_country_that_is_meant() -> None:
    assert country_meant("in Oslo") == country_meant("in northern Norway") == "Norway"
    assert country_meant("between Norway and Sweden") is None
    assert country_meant("at the mill") is None


@pytest.mark.parametrize("form", sorted({*KIND, *BEFORE, *MONEY}))
def test_no_sentence_with_a_word_that_counts_is_set_aside_unread(form: str) -> None:
    assert any(part in form for part in COUNTING)


@pytest.mark.parametrize("mark", ["²", "₂", "①", "፩", "½"])
@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("The ferry sank.{} 12 people were killed.", 12.0),
        ("{} 12 people were killed in Karsholm.", 12.0),
        ("12{} people were killed in Karsholm.", None),
        ("At least {} people died in Karsholm.", None),
        ("A blast{} injured people.", None),
    ],
)
def test_a_footnote_mark_counts_nothing(sentence: str, counted: float | None, mark: str) -> None:
    found = quantities(sentence.format(mark))
    assert [quantity.low for quantity in found] == ([] if counted is None else [counted])


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("The pact splits the cost of $12 million evenly.", []),
        ("They share $12 million equally between them.", []),
        ("Norrsteel paid $5 million annually in rent.", []),
        ("The town gave $3 million family aid.", ["$ aid"]),
        ("Orr won a $9 million weekly lottery.", ["$ lottery"]),
        ("The fund has a $9 million supply.", ["$ supply"]),
    ],
)
def test_a_sum_is_of_a_noun_and_of_no_adverb(sentence: str, subjects: list[str]) -> None:
    assert [quantity.subject for quantity in quantities(sentence)] == subjects
