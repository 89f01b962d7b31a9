"""Two sentences alike but for one place: what contradicts is told, what may both be true is not."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.digest.comparison.conflict.differing_parts import DifferenceKind
from briefs.digest.comparison.conflict.near_copies import near_copy
from briefs.digest.comparison.sentence.prepared_sentence import prepare
from tests.briefs.digest.test_differing_statements import differ

STATUS, ACTION, NUMBER = DifferenceKind.STATUS, DifferenceKind.ACTION, DifferenceKind.NUMBER
PARTY = DifferenceKind.PARTY


def about(a: str, b: str) -> DifferenceKind | None:
    """What two sentences tell differently, whichever comes first."""
    found = [near_copy(prepare(x), prepare(y)) for x, y in ((a, b), (b, a))]
    kinds = {each.about if each else None for each in found}
    assert len(kinds) == 1
    return kinds.pop()


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("The valves of the boiler were rusty.", "The valves of the boiler weren't rusty.", STATUS),
        ("Orr is a citizen of Velland.", "Orr is not a citizen of Velland.", STATUS),
        ("The dam at Vell was never safe.", "The dam at Vell was safe.", STATUS),
        ("Kell has a permit for the quarry.", "Kell has no permit for the quarry.", STATUS),
        ("Several sailors drowned in the bay.", "No sailors drowned in the bay.", STATUS),
        ("No one in the mill was burned.", "A few people in the mill were burned.", STATUS),
        ("All the miners reached the shaft.", "Not all the miners reached the shaft.", STATUS),
        ("All miners reached the shaft.", "No miners reached the shaft.", STATUS),
        ("Orr said nothing about the loan.", "Orr said something about the loan.", None),
        ("Vilks knew nothing of the loan.", "Vilks knew of the loan.", STATUS),
        ("Orr left Vell without paying the fine.", "Orr paid the fine.", None),
        ("Orr came without apologising to Kell.", "Orr apologised to Kell.", STATUS),
        ("The bridge almost collapsed in Vell.", "The bridge collapsed in Vell.", STATUS),
        ("Telmark threatened to shut its mill.", "Telmark shut its mill.", STATUS),
        ("Telmark offered to rent the mill.", "Telmark rented the mill.", STATUS),
        ("Kell may leave the party.", "Kell will leave the party.", STATUS),
        ("Kell is to leave the party.", "Kell left the party.", STATUS),
        ("Ostrey is close to a pact with Vell.", "Ostrey has a pact with Vell.", STATUS),
        ("Divers are still looking for the crew.", "Divers found the crew.", STATUS),
        ("Orr was charged in Vell on Monday.", "Orr was convicted in Vell on Monday.", STATUS),
        ("The board put off a vote on the dam.", "The board rejected the dam.", STATUS),
        ("The court delayed its ruling on the dam.", "The court blocked the dam.", STATUS),
        ("The crowd in Vell cheered Orr.", "The crowd in Vell booed Orr.", ACTION),
        ("The guards stood inside the museum.", "The guards stood outside the museum.", ACTION),
        ("Harbour Line bought a ferry from Orr.", "Harbour Line sold a ferry to Orr.", ACTION),
        ("Exports to Velland were up in May.", "Exports to Velland were down in May.", ACTION),
        ("The captain of the ferry was 61.", "The captain of the ferry was 47.", NUMBER),
        ("Orr pays $40 a month for the flat.", "Orr pays $40 a week for the flat.", NUMBER),
        ("Twice as many ships came to Vell.", "Four times as many ships came to Vell.", NUMBER),
        ("The flood took 12 cars and 9 boats.", "The flood took 9 cars and 12 boats.", NUMBER),
        ("Rates moved from 4% to 9% in May.", "Rates moved from 9% to 4% in May.", NUMBER),
        ("Orr owns a third of Telmark.", "Telmark owns a third of Orr.", PARTY),
        (
            "A tram hit a lorry in Vell, hurting the lorry driver.",
            "A tram hit a lorry in Vell, hurting the tram driver.",
            PARTY,
        ),
        ("Orr lived in Vell and died in Ostrey.", "Orr lived in Ostrey and died in Vell.", PARTY),
    ],
)
def test_one_place_that_contradicts(a: str, b: str, kind: DifferenceKind | None) -> None:
    assert about(a, b) is kind


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orr, Kell and Fell went to Vell.", "Fell, Kell and Orr went to Vell."),
        ("Orr played Kell in Vell.", "Kell played Orr in Vell."),
        ("Velland borders Ostrey in the north.", "Ostrey borders Velland in the north."),
        ("Orr signed a pact with Kell in Vell.", "Kell signed a pact with Orr in Vell."),
        ("Orr is a friend of Kell from Vell.", "Kell is a friend of Orr from Vell."),
        ("Between 3 and 9 ships sank off Vell.", "Between 9 and 3 ships sank off Vell."),
        ("In Vell Orr met Kell on Monday.", "On Monday Orr met Kell in Vell."),
        ("The flood took 12 cars and 9 boats.", "The flood took 9 boats and 12 cars."),
        ("The northern road to Vell was shut.", "The southern road to Vell was shut."),
        ("The old mill in Vell was sold.", "The new mill in Vell was sold."),
        ("The first blast killed a guard.", "The second blast killed a guard."),
        ("The red bus hit the wall.", "The blue bus hit the wall."),
        ("Orr did not only sell the mill in Vell.", "Orr sold the mill in Vell."),
        ("Not all of the miners came up.", "Some of the miners came up."),
        ("Most miners came up the shaft.", "Some miners came up the shaft."),
        ("No 10 said Orr would resign.", "10 said Orr would resign."),
        ("Orr could see the fire in Vell.", "Orr saw the fire in Vell."),
        ("Orr still leads the party.", "Orr leads the party."),
        ("Police arrested Orr on Monday in Vell.", "Police charged Orr on Monday in Vell."),
        ("The board debated the plan on Friday.", "The board approved the plan on Friday."),
        ("Orr helped to build the dam in Vell.", "Orr helped build the dam in Vell."),
        (
            "Orr resigned as head of the board.",
            "Orr did not resign on Monday as head of the board.",
        ),
        ("It was not safe.", "It was safe."),
        ("They found no gold.", "They found gold."),
        ("Orr visited the mill near Vell.", "Orr visited the mill at Vell."),
    ],
)
def test_what_may_both_be_true_or_is_the_same(a: str, b: str) -> None:
    assert about(a, b) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Velland has not signed the fishing pact.", "Velland has signed the fishing pact."),
        ("The ferry to Vell may sink.", "The ferry to Vell sank."),
        ("Ostrey is close to a pact with Vell.", "Ostrey has a pact with Vell."),
        ("Divers are still looking for the crew.", "Divers found the crew."),
        ("Telmark threatened to shut its mill in Vell.", "Telmark shut its mill in Vell."),
    ],
)
def test_what_has_come_since_is_news(before: str, after: str) -> None:
    monday, friday = date(2026, 5, 4).isoformat(), date(2026, 5, 8).isoformat()
    assert differ(before, after, days=(monday, friday)) == ()
    assert len(differ(before, after, days=(friday, friday))) == 1
