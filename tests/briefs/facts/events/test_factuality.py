"""What took place, what is to, and what did not: one sentence for each construction."""

from __future__ import annotations

import pytest

from briefs.facts.events.factuality import Factuality, factuality_of, negated
from tests.briefs.facts.parsed import parse

VERBS = [
    ("Bellamy met Mora.", "met", Factuality.ACTUAL),
    ("Bellamy has met Mora.", "met", Factuality.ACTUAL),
    ("Bellamy was meeting Mora.", "meeting", Factuality.ACTUAL),
    ("After meeting Mora, Bellamy left.", "meeting", Factuality.ACTUAL),
    ("Bellamy arrived in Bergen to meet Mora.", "meet", Factuality.ACTUAL),
    ("Bellamy flew to Bergen to meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy will meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy is going to meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy plans to meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy is scheduled to meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy hopes to sign it.", "sign", Factuality.PLANNED),
    ("Mora urged Bellamy to sign it.", "sign", Factuality.PLANNED),
    ("Bellamy announced a plan to meet Mora.", "meet", Factuality.PLANNED),
    ("Bellamy could meet Mora.", "meet", Factuality.POSSIBLE),
    ("Bellamy might have met Mora.", "met", Factuality.DOUBTED),
    ("If Bellamy met Mora, it would help.", "met", Factuality.DOUBTED),
    ("Mora accused Bellamy of signing it.", "signing", Factuality.POSSIBLE),
    ("Bellamy did not meet Mora.", "meet", Factuality.NEGATED),
    ("Bellamy never signed it.", "signed", Factuality.NEGATED),
    ("Nobody signed it.", "signed", Factuality.NEGATED),
    ("Bellamy left without meeting Mora.", "meeting", Factuality.NEGATED),
    ("Bellamy denied meeting Mora.", "meeting", Factuality.DOUBTED),
    ("Bellamy failed to sign it.", "sign", Factuality.NEGATED),
    ("Bellamy has no plans to meet Mora.", "meet", Factuality.NEGATED),
    ("Bellamy refused to sign it.", "sign", Factuality.REFUSED),
    ("Bellamy declined to meet Mora.", "meet", Factuality.REFUSED),
    ("Bellamy often meets with Mora.", "meets", Factuality.POSSIBLE),
    ("Bellamy is open to signing it.", "signing", Factuality.PLANNED),
    ("Congress voted to sign it.", "sign", Factuality.ACTUAL),
    ("They meet in Bergen on Monday.", "meet", Factuality.PRESENT),
]
NOUNS = [
    ("Bellamy held talks with Mora.", "talks", Factuality.ACTUAL),
    ("After a meeting with Mora, Bellamy left.", "meeting", Factuality.ACTUAL),
    ("During a summit with Mora, Bellamy spoke.", "summit", Factuality.ACTUAL),
    ("Bellamy will hold talks with Mora.", "talks", Factuality.PLANNED),
    ("Bellamy wants a meeting with Mora.", "meeting", Factuality.PLANNED),
    ("They will act after the summit.", "summit", Factuality.PLANNED),
    ("Bellamy spoke ahead of a meeting with Mora.", "meeting", Factuality.PLANNED),
    ("Bellamy praised the upcoming summit.", "summit", Factuality.PLANNED),
    ("Bellamy discussed a possible meeting.", "meeting", Factuality.POSSIBLE),
    ("Bellamy canceled a meeting with Mora.", "meeting", Factuality.DROPPED),
    ("A planned summit was called off.", "summit", Factuality.DROPPED),
    ("Bellamy rejected a meeting with Mora.", "meeting", Factuality.REFUSED),
    ("No meeting took place.", "meeting", Factuality.NEGATED),
    ("Bellamy told a meeting of ministers that it was late.", "meeting", Factuality.ACTUAL),
]


@pytest.mark.parametrize(("sentence", "word", "real"), VERBS)
def test_a_verb(sentence: str, word: str, real: Factuality) -> None:
    assert factuality_of(parse(sentence).token(word)[0]) is real


@pytest.mark.parametrize(("sentence", "word", "real"), NOUNS)
def test_a_noun(sentence: str, word: str, real: Factuality) -> None:
    assert factuality_of(parse(sentence).token(word)[0]) is real


def test_one_clause_alone() -> None:
    article = parse("Bellamy did not sign it and Mora may sign it.")
    first, second = article.token("sign")[0], article.token("sign", 1)[0]
    assert negated(first)
    assert not negated(second)
