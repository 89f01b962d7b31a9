"""Whose side: a sentence of our own for each sign, and the word that shows it."""

from __future__ import annotations

import pytest

from briefs.facts.stance import LEANINGS, WEIGHTS, judge, measure
from briefs.model import Stance
from tests.briefs.facts.told import said_in, told

FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL


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
def test_stance_with_the_word_that_shows_it(text: str, stance: Stance, shown: str | None) -> None:
    [reaction] = told(text)
    assert reaction.stance is stance
    mark = reaction.stance_cue
    assert (None if mark is None else mark.of(text)) == shown


def test_what_stands_aside_counts_less() -> None:
    """The plan is reckless; a visit is not, whoever else is met on it."""
    main, aside = WEIGHTS["bad"][1], WEIGHTS["bad_aside"][1]
    assert main > aside > 0
    sheet, [said] = said_in("Nora Bell said the council met those who had called it reckless.")
    measured, _ = measure(sheet, said.cue, said.statement.parts)
    assert measured["bad_aside"] == 1
    assert "bad" not in measured


def test_every_sign_has_weights_and_a_leaning_shows_nothing() -> None:
    sheet, [said] = said_in(
        "“We did not meet the two old men in 2014 and never said we would,” Nora Bell said."
    )
    measured, signs = measure(sheet, said.cue, said.statement.parts)
    assert measured.keys() <= WEIGHTS.keys()
    assert {s.name for s in signs} <= LEANINGS
    assert judge(sheet, said.cue, said.statement.parts) == (NEUTRAL, None)
