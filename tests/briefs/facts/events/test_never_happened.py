"""What is told of but never came to be: several sentences of our own for each kind."""

from __future__ import annotations

import pytest

from briefs.model.facts import AgreementStatus, MeetingStatus
from tests.briefs.facts.parsed import parse, sure

CAME_CLOSE = [
    "Norway and Chile came close to signing a treaty on fishing rights in 2019.",
    "Ada Bellamy came close to meeting Rosa Mora in Bergen.",
    "Norway got close to signing a pact with Chile.",
    "Norway and Chile came within a day of signing a treaty.",
    "Ada Bellamy came very close to meeting with Rosa Mora on Monday.",
    "Norway stopped short of signing a treaty with Chile.",
]
WARNED = [
    "Senator Lea Wirt warned Norway against signing a treaty with Chile.",
    "Lea Wirt warned Ada Bellamy against meeting Rosa Mora.",
    "Lea Wirt warned Ada Bellamy not to meet Rosa Mora.",
    "Lea Wirt cautioned Ada Bellamy against a meeting with Rosa Mora.",
    "The ministry warned Norway against a deal with Chile.",
    "Norway was warned against signing the pact with Chile.",
]
FALSE_REPORTS = [
    "Reports that Ada Bellamy met Rosa Mora on Monday are false, her office said.",
    "Reports that Norway signed a treaty with Chile are untrue.",
    "Claims that Ada Bellamy met Rosa Mora were made up.",
    "The report that Norway had signed a deal with Chile is wrong.",
    "Ada Bellamy dismissed as false a report that she met Rosa Mora.",
    "Ada Bellamy met Rosa Mora on Monday, according to a hoax post shared on social media.",
]
BOUND_NO_MORE = [
    "Norway is no longer bound by the 1994 fishing treaty with Chile.",
    "Norway no longer feels bound by the treaty with Chile.",
    "Norway is not bound by the pact with Chile.",
    "The islands are no longer tied by the trade agreement with Norway.",
    "Chile said it was no longer bound by the accord with Norway.",
]
RISKED = [
    "Norway would risk signing a pact with Chile.",
    "Ada Bellamy does not want to risk meeting Rosa Mora.",
    "Ada Bellamy will not risk signing the treaty with Chile.",
    "Norway could risk signing a deal with Chile.",
    "No minister would risk meeting Rosa Mora.",
]
DENIED = [
    "Ada Bellamy denied that she met Rosa Mora.",
    "Ada Bellamy denied that they met in Bergen.",
    "Ada Bellamy denied having met Rosa Mora.",
    "Ada Bellamy denies she ever met with Rosa Mora.",
    "Norway denied that it signed a pact with Chile.",
    "It is not true that Ada Bellamy met Rosa Mora.",
]


@pytest.mark.parametrize(
    "sentence", [*CAME_CLOSE, *WARNED, *FALSE_REPORTS, *BOUND_NO_MORE, *RISKED, *DENIED]
)
def test_nothing_is_told_as_done(sentence: str) -> None:
    article = parse(sentence)
    done = {AgreementStatus.SIGNED, AgreementStatus.AGREED}
    assert not [m for m in sure(article.meetings) if m.status is MeetingStatus.HAPPENED]
    assert not [a for a in sure(article.agreements) if a.status in done]


@pytest.mark.parametrize(
    ("sentence", "meetings", "agreements"),
    [
        ("Ada Bellamy came to Bergen and met Rosa Mora.", 1, 0),
        ("Lea Wirt warned reporters, then met with Rosa Mora.", 1, 0),
        ("Reports that prices fell are false, but Ada Bellamy met with Rosa Mora.", 1, 0),
        ("Norway signed a treaty with Chile against the advice of Lea Wirt.", 0, 1),
        ("According to a spokeswoman, Norway and Chile signed a water pact.", 0, 1),
    ],
)
def test_what_was_done_beside_it_is_still_told(
    sentence: str, meetings: int, agreements: int
) -> None:
    article = parse(sentence)
    assert len([m for m in article.meetings if m.status is MeetingStatus.HAPPENED]) == meetings
    assert len(article.agreements) == agreements
