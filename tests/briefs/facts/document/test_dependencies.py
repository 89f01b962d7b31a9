"""Inflection undone, subjects found where the clause has none, phrases cut where they end."""

from __future__ import annotations

import pytest

from briefs.facts.document.dependencies import base, heads, logical_subject, phrase, singular
from tests.briefs.facts.parsed import parse


@pytest.mark.parametrize(
    ("sentence", "word", "form"),
    [
        ("They met.", "met", "meet"),
        ("They were negotiating.", "negotiating", "negotiate"),
        ("They convened a panel.", "convened", "convene"),
        ("They rebuffed it.", "rebuffed", "rebuff"),
        ("It was cancelled.", "cancelled", "cancel"),
        ("He signed it.", "signed", "sign"),
        ("She huddled with aides.", "huddled", "huddle"),
        ("He vetoes bills.", "vetoes", "veto"),
        ("They ratified it.", "ratified", "ratify"),
        ("It has expired.", "expired", "expire"),
        ("They planned it.", "planned", "plan"),
    ],
)
def test_a_verb_loses_its_ending(sentence: str, word: str, form: str) -> None:
    assert base(parse(sentence).token(word)[0]) == form


@pytest.mark.parametrize(
    ("plural", "one"),
    [("treaties", "treaty"), ("talks", "talk"), ("women", "woman"), ("congress", "congress")],
)
def test_a_noun_loses_its_plural(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("sentence", "verb", "who"),
    [
        ("Bellamy flew in to meet Mora.", "meet", "Bellamy"),
        ("Bellamy sat and signed it.", "signed", "Bellamy"),
        ("The pact was signed by Bellamy.", "signed", "Bellamy"),
        ("After meeting Mora, Bellamy left.", "meeting", "Bellamy"),
        ("Bellamy, who met Mora, left.", "met", "Bellamy"),
        ("Mora asked Bellamy to sign.", "sign", "Bellamy"),
        ("Mora called on Bellamy to sign.", "sign", "Bellamy"),
    ],
)
def test_the_subject_is_climbed_to(sentence: str, verb: str, who: str) -> None:
    found = logical_subject(parse(sentence).token(verb)[0])
    assert found is not None
    assert found.text == who


def test_a_passive_without_an_agent_has_no_subject() -> None:
    assert logical_subject(parse("The pact was signed.").token("signed")[0]) is None


def test_coordinated_heads_come_in_order() -> None:
    token, _ = parse("Bellamy, Mora and Rahal signed.").token("Bellamy")
    assert [t.text for t in heads(token)] == ["Bellamy", "Mora", "Rahal"]


def test_a_phrase_ends_before_a_clause_set_off_by_a_comma() -> None:
    token, _ = parse("They signed a water pact, which nobody liked.").token("pact")
    start, end = phrase(token)
    assert token.doc[start:end].text == "a water pact"
