"""Whose side: a sentence of our own for each sign, and the word that shows it."""

from __future__ import annotations

import pytest

from briefs.facts.attribution.sides.stance import (
    LEANINGS,
    SIGNS,
    SIGNS_OF_SIDE,
    measure,
    stance_evidence,
)
from briefs.model.facts import Stance
from tests.briefs.facts.fact_sentences import reactions_in, said_in

FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL


SURE = [
    ("Nora Bell praised the bridge.", FOR),
    ("Nora Bell welcomed the deal with Ruria.", FOR),
    ('"This is a historic step and a great day for Ottery," said Nora Bell.', FOR),
    ("Nora Bell hailed the treaty as a great success.", FOR),
    ("Nora Bell thanked the council for its support.", FOR),
    ("Nora Bell condemned the raid on the harbour.", AGAINST),
    ('Nora Bell called the plan "reckless."', AGAINST),
    ("Nora Bell criticized the decision as a shameful mistake.", AGAINST),
    ("Nora Bell denounced the attack as an outrage.", AGAINST),
    ("“It is a disgrace and a terrible mistake,” Nora Bell said.", AGAINST),
]
# Nothing is evaluated here, or not for sure: costs, failures, grief, crimes, forecasts, denials.
UNSURE = [
    "Foreign Minister Marta Kell said the harbour treaty would cost nothing.",
    "According to Foreign Minister Marta Kell, the harbour treaty will cost taxpayers nothing.",
    "Prime Minister Jonas Berg agreed with Foreign Minister Marta Kell that the talks had failed.",
    "Foreign Minister Marta Kell said the letter had failed to arrive in the mail.",
    "Foreign Minister Marta Kell said there was no problem with the harbour treaty.",
    "Nora Bell said the treaty would cost the town nothing.",
    "Nora Bell said the price of wheat would fall by 20 percent.",
    "Nora Bell predicted that two hundred jobs would be lost.",
    "Police said the man had killed two people and injured nine.",
    "Prosecutors allege that Karl Mora stole the money.",
    "Nora Bell said her brother had died in the fire.",
    "Nora Bell said the storm had destroyed the bridge.",
    "Nora Bell said the war had begun in May.",
    "“We will see,” Nora Bell said.",
]


@pytest.mark.parametrize(
    ("text", "stance", "shown"),
    [
        ('Nora Bell called the plan "reckless."', AGAINST, "reckless"),
        ("Nora Bell said the plan was a shameful mistake.", AGAINST, "shameful"),
        ("Nora Bell urged the council to keep the bridge open.", FOR, "urged"),
        ("Nora Bell called for a new bridge.", FOR, "called"),
        ("Nora Bell has called for all towns to have a bridge.", FOR, "called"),
        ("Nora Bell called on the council to stop the works.", AGAINST, "called"),
        ('"This is a historic step," said Nora Bell.', FOR, "historic"),
        ("Nora Bell condemned the raid on the harbour.", AGAINST, "condemned"),
        ("Nora Bell said the council must act.", FOR, "must"),
        ("Nora Bell said the council should have asked the towns first.", AGAINST, "should"),
        ("Nora Bell said the council should not act.", AGAINST, "should"),
        ("“We will defend the bridge,” Nora Bell said.", FOR, "defend"),
        ("Nora Bell called Ruria a terrorist state.", AGAINST, "terrorist"),
        ('Nora Bell called the ruling "a complete vindication."', FOR, "vindication"),
        ('Nora Bell called the ruling "a dark day."', AGAINST, "dark"),
        ('Nora Bell called the ferry "a small bridge that floats."', NEUTRAL, None),
        ("Nora Bell said the war had begun in May.", NEUTRAL, None),
        ("Nora Bell said the council met on Monday.", NEUTRAL, None),
        ("Nora Bell predicted that prices would rise by 3 percent.", NEUTRAL, None),
        ("Nora Bell accused Ruria of supporting the rebels.", NEUTRAL, None),
        ("“We will see,” Nora Bell said.", NEUTRAL, None),
        ("“We have been backed into a corner,” Nora Bell said.", NEUTRAL, None),
        ("Nora Bell said the bank would need to raise capital.", NEUTRAL, None),
        ("Nora Bell said the plan fell short of what is needed.", NEUTRAL, None),
        ("Nora Bell said the ministers must share the blame.", AGAINST, "must"),
        ("Nora Bell said it was unclear whether a crime had been committed.", NEUTRAL, None),
        ("“The patients were failed and I am sorry,” Nora Bell said.", NEUTRAL, None),
        ("Nora Bell said more than 4,000 people left the town on Monday.", NEUTRAL, None),
        ("“We will fight this in court,” Nora Bell said.", NEUTRAL, None),
        ("“People had no time to flee,” Nora Bell said.", NEUTRAL, None),
        ("Nora Bell said the ban had cut bullying in half.", NEUTRAL, None),
        ("Nora Bell urged both sides to return to the table.", FOR, "urged"),
        ("Nora Bell demanded that the works be suspended.", AGAINST, "demanded"),
        ("Nora Bell expressed her full support for the mayor.", FOR, "support"),
        ("Nora Bell expressed dismay at the vote.", AGAINST, "dismay"),
        ("Nora Bell expressed concern about the vote.", NEUTRAL, None),
        ("“It is better than nothing,” Nora Bell said.", NEUTRAL, None),
        ("“I cannot ask painters to trust us,” Nora Bell said.", NEUTRAL, None),
        ("Karl Mora said he needed to reach his daughter.", NEUTRAL, None),
        ("Nora Bell said she would vote for the toll.", FOR, "for"),
        ("Nora Bell promised to vote against the toll.", AGAINST, "against"),
        ("Polls suggest that most voters support the toll.", NEUTRAL, None),
        ("Nora Bell said illegal crossings had fallen by 20 percent.", NEUTRAL, None),
    ],
)
def test_the_word_that_shows_a_side(text: str, stance: Stance, shown: str | None) -> None:
    tokens, [said] = said_in(text)
    _, signs = measure(tokens, said.claim.cue.at, said.statement.parts)
    mark = stance_evidence(tokens, signs, stance)
    assert (None if mark is None else mark.of(text)) == shown


@pytest.mark.parametrize(("text", "stance"), SURE)
def test_a_side_that_is_sure_is_given(text: str, stance: Stance) -> None:
    [reaction] = reactions_in(text)
    assert reaction.stance is stance
    assert reaction.stance_confidence is not None
    assert 0.5 < reaction.stance_confidence <= 1


@pytest.mark.parametrize("text", UNSURE)
def test_where_no_side_is_sure_none_is_given(text: str) -> None:
    assert {(r.stance, r.stance_confidence, r.stance_cue) for r in reactions_in(text)} <= {
        (NEUTRAL, None, None)
    }


def test_what_stands_aside_counts_less() -> None:
    """The plan is reckless; a visit is not, whoever else is met on it."""
    tokens, [said] = said_in("Nora Bell said the council met those who had called it reckless.")
    measured, _ = measure(tokens, said.claim.cue.at, said.statement.parts)
    assert measured["bad_aside"] == 1
    assert "bad" not in measured


def test_every_sign_is_known_and_a_leaning_shows_nothing() -> None:
    tokens, [said] = said_in(
        "“We did not meet the two old men in 2014 and never said we would,” Nora Bell said."
    )
    measured, signs = measure(tokens, said.claim.cue.at, said.statement.parts)
    assert measured.keys() <= set(SIGNS)
    assert {s.name for s in signs} <= set(LEANINGS)
    assert all(stance_evidence(tokens, signs, side) is None for side in SIGNS_OF_SIDE)
