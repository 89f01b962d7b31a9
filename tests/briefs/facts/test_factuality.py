"""What took place, what is to, and what did not: one sentence for each construction."""

from __future__ import annotations

import pytest

from briefs.facts.factuality import Reality, modal, negated, reality
from tests.briefs.facts.parsed import parse

VERBS = [
    ("Bellamy met Mora.", "met", Reality.ACTUAL),
    ("Bellamy has met Mora.", "met", Reality.ACTUAL),
    ("Bellamy was meeting Mora.", "meeting", Reality.ACTUAL),
    ("After meeting Mora, Bellamy left.", "meeting", Reality.ACTUAL),
    ("Bellamy arrived in Bergen to meet Mora.", "meet", Reality.ACTUAL),
    ("Bellamy flew to Bergen to meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy will meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy is going to meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy plans to meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy is scheduled to meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy hopes to sign it.", "sign", Reality.PLANNED),
    ("Mora urged Bellamy to sign it.", "sign", Reality.PLANNED),
    ("Bellamy announced a plan to meet Mora.", "meet", Reality.PLANNED),
    ("Bellamy could meet Mora.", "meet", Reality.POSSIBLE),
    ("Bellamy might have met Mora.", "met", Reality.DOUBTED),
    ("If Bellamy met Mora, it would help.", "met", Reality.DOUBTED),
    ("Mora accused Bellamy of signing it.", "signing", Reality.POSSIBLE),
    ("Bellamy did not meet Mora.", "meet", Reality.NEGATED),
    ("Bellamy never signed it.", "signed", Reality.NEGATED),
    ("Nobody signed it.", "signed", Reality.NEGATED),
    ("Bellamy left without meeting Mora.", "meeting", Reality.NEGATED),
    ("Bellamy denied meeting Mora.", "meeting", Reality.DOUBTED),
    ("Bellamy failed to sign it.", "sign", Reality.NEGATED),
    ("Bellamy has no plans to meet Mora.", "meet", Reality.NEGATED),
    ("Bellamy refused to sign it.", "sign", Reality.REFUSED),
    ("Bellamy declined to meet Mora.", "meet", Reality.REFUSED),
    ("Bellamy often meets with Mora.", "meets", Reality.POSSIBLE),
    ("Bellamy is open to signing it.", "signing", Reality.PLANNED),
    ("Congress voted to sign it.", "sign", Reality.ACTUAL),
    ("They meet in Bergen on Monday.", "meet", Reality.PRESENT),
]
NOUNS = [
    ("Bellamy held talks with Mora.", "talks", Reality.ACTUAL),
    ("After a meeting with Mora, Bellamy left.", "meeting", Reality.ACTUAL),
    ("During a summit with Mora, Bellamy spoke.", "summit", Reality.ACTUAL),
    ("Bellamy will hold talks with Mora.", "talks", Reality.PLANNED),
    ("Bellamy wants a meeting with Mora.", "meeting", Reality.PLANNED),
    ("They will act after the summit.", "summit", Reality.PLANNED),
    ("Bellamy spoke ahead of a meeting with Mora.", "meeting", Reality.PLANNED),
    ("Bellamy praised the upcoming summit.", "summit", Reality.PLANNED),
    ("Bellamy discussed a possible meeting.", "meeting", Reality.POSSIBLE),
    ("Bellamy canceled a meeting with Mora.", "meeting", Reality.DROPPED),
    ("A planned summit was called off.", "summit", Reality.DROPPED),
    ("Bellamy rejected a meeting with Mora.", "meeting", Reality.REFUSED),
    ("No meeting took place.", "meeting", Reality.NEGATED),
    ("Bellamy told a meeting of ministers that it was late.", "meeting", Reality.ACTUAL),
]


@pytest.mark.parametrize(("sentence", "word", "real"), VERBS)
def test_a_verb(sentence: str, word: str, real: Reality) -> None:
    assert reality(parse(sentence).token(word)[0]) is real


@pytest.mark.parametrize(("sentence", "word", "real"), NOUNS)
def test_a_noun(sentence: str, word: str, real: Reality) -> None:
    assert reality(parse(sentence).token(word)[0]) is real


def test_one_clause_alone() -> None:
    article = parse("Bellamy did not sign it and Mora may sign it.")
    first, second = article.token("sign")[0], article.token("sign", 1)[0]
    assert negated(first)
    assert not negated(second)
    assert modal(second)
