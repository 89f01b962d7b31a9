"""What the prefilter sets aside, by words alone, is what a comparison of the tokens sets aside too."""

from __future__ import annotations

import pytest

from briefs.digest.comparison.agreement.prefilter import may_say, needs
from briefs.digest.comparison.sentence.prepared_sentence import prepare
from tests.briefs.digest.pairs import generator

SEED = 7
PAIRS = 1500


def met(b: str, a: str) -> bool:
    """Whether some token of b has a key of each that a may not lack."""
    return not any(map(prepare(b).index.keys().isdisjoint, needs(prepare(a))))


def test_of_made_pairs_no_sentence_that_may_say_another_is_set_aside() -> None:
    tried = aside = 0
    paths = sorted(generator.HERE.glob("*.txt"))
    for pair in generator.pairs(paths, PAIRS, SEED):
        for a, b in ((pair.a, pair.b), (pair.b, pair.a)):
            tried += met(b, a)
            aside += not may_say(b, prepare(a))
            assert may_say(b, prepare(a)) or not met(b, a), (a, b)
    assert tried > PAIRS / 2
    assert aside > PAIRS / 10


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("France and Kenya signed the pact.", "The French Republic signed the pact with Kenya."),
        ("The UN condemned the raid.", "The U.N. condemned the raid."),
        ("The senate rejected the plan.", "The senate turned down the plan."),
        ("Orr met Kell.", "Orr held talks with Kell."),
        ("Orr could attend the talks.", "Orr couldn’t attend the talks."),
        ("The well-known bank closed.", "The bank, well known, closed."),
        ("Prices rose for three years.", "Prices had a three-year rise."),
        ("Twelve people were killed.", "12 people were killed."),
        ("The harbour was closed.", "The harbor was closed."),
    ],
)
def test_names_phrases_and_contractions_are_not_set_aside_by_their_letters(a: str, b: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert may_say(other, prepare(one)) or not met(other, one)


def test_another_subject_is_set_aside_before_its_tokens_are_made() -> None:
    assert not may_say("The bakery burned down.", prepare("The senate rejected the plan."))
