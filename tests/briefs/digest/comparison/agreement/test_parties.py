"""One deed told from its two sides is no disagreement; two deeds of one party are."""

from __future__ import annotations

import pytest

from tests.briefs.digest.test_differing_statements import differ


def against_each_other(a: str, b: str) -> list[bool]:
    """Whether a digest sets one against the other, whichever it reads first."""
    return [bool(differ(one, other)) for one, other in ((a, b), (b, a))]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Telmark bought 12 harps from the choir in Vell.",
            "The choir in Vell sold a dozen harps to Telmark.",
        ),
        (
            "Farmers sold 500 tonnes of rice to a mill near Vell.",
            "A mill near Vell bought 500 tonnes of rice from farmers.",
        ),
        ("A house in Vell was sold to Orr by the bank.", "Orr bought a house in Vell from the bank."),
        (
            "Norway exported 5,000 tonnes of beef to Kenya in May.",
            "Kenya imported 5,000 tonnes of beef from Norway in May.",
        ),
        ("Orr won the match in Vell against Kell.", "Kell lost the match in Vell to Orr."),
        ("Kenya borrowed $5 million from Orr in May.", "Orr lent $5 million to Kenya in May."),
        ("Orr beat Kell in the Vell final.", "Kell lost to Orr in the Vell final."),
        ("Vell leads Ostrey by 9 points in May.", "Ostrey trails Vell by 9 points in May."),
        ("The museum in Vell received 12 maps from Orr.", "Orr gave 12 maps to the museum in Vell."),
        ("Telmark hired the engineer Orr in May.", "The engineer Orr joined Telmark in May."),
        ("Two paintings were bought in Vell for $5 million.", "Two paintings were sold in Vell for $5 million."),
        ("Orr rents the hall in Vell to Kell.", "Kell rents the hall in Vell from Orr."),
    ],
)  # fmt: skip
def test_a_deed_from_its_two_sides_is_told_by_both(a: str, b: str) -> None:
    assert against_each_other(a, b) == [False, False]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Telmark bought 12 harps from the choir in Vell.",
            "Telmark sold 12 harps to the choir in Vell.",
        ),
        ("Norrsteel bought the mill in Vell.", "Norrsteel sold the mill in Vell."),
        (
            "Norway lent $5 million to Kenya in May.",
            "Norway borrowed $5 million from Kenya in May.",
        ),
        ("Norway exported 5,000 tonnes of beef in May.", "Norway imported 5,000 tonnes of beef in May."),
        ("Orr beat Kell in the final in Vell.", "Orr lost to Kell in the final in Vell."),
        ("Vell leads Ostrey by 9 points in May.", "Vell trails Ostrey by 9 points in May."),
        ("Orr won the match in Vell.", "Orr lost the match in Vell."),
        ("Orr gave 12 maps to the museum in Vell.", "Orr received 12 maps from the museum in Vell."),
    ],
)  # fmt: skip
def test_both_deeds_of_one_party_contradict(a: str, b: str) -> None:
    assert against_each_other(a, b) == [True, True]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orr is the husband of the singer Kell.", "The singer Kell is the wife of Orr."),
        ("Orr is the employer of Dana Fell in Vell.", "Dana Fell is the employee of Orr in Vell."),
        ("Orr is the tenant of Kell in Vell.", "Kell is the landlord of Orr in Vell."),
        ("The port lies north of the mill in Vell.", "The mill in Vell lies south of the port."),
        ("Norway is larger than Kenya, Orr found.", "Kenya is smaller than Norway, Orr found."),
        ("Police in Vell say Orr is older than Kell.", "Police in Vell say Kell is younger than Orr."),
    ],
)  # fmt: skip
def test_nouns_and_comparisons_turned_round_tell_the_same(a: str, b: str) -> None:
    assert against_each_other(a, b) == [False, False]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norrsteel was the seller of the mill in Vell.", "Norrsteel was the buyer of the mill in Vell."),
        ("Orr is the tenant of Kell in Vell.", "Orr is the landlord of Kell in Vell."),
        ("The port lies north of the mill in Vell.", "The port lies south of the mill in Vell."),
        ("Norway is larger than Kenya, Orr found.", "Norway is smaller than Kenya, Orr found."),
        ("Police say Orr is older than Kell.", "Police say Orr is younger than Kell."),
    ],
)  # fmt: skip
def test_nouns_and_comparisons_of_one_party_contradict(a: str, b: str) -> None:
    assert against_each_other(a, b) == [True, True]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ostrey played Vell in the cup on Sunday.", "Vell played Ostrey in the cup on Sunday."),
        ("Orr will debate Kell in Vell on Sunday.", "Kell will debate Orr in Vell on Sunday."),
        ("Orr divorced Kell in Vell in May.", "Kell divorced Orr in Vell in May."),
        ("Norway fought Poland in the war of Vell.", "Poland fought Norway in the war of Vell."),
        ("Orr embraced Kell in Vell in May.", "Kell embraced Orr in Vell in May."),
    ],
)
def test_what_two_do_to_each_other_has_no_sides(a: str, b: str) -> None:
    assert against_each_other(a, b) == [False, False]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orr accused Kell of fraud in Vell.", "Kell accused Orr of fraud in Vell."),
        ("Norway will send 5 ships to Kenya.", "Kenya will send 5 ships to Norway."),
        ("Telmark owns most of Norrsteel.", "Norrsteel owns most of Telmark."),
        ("The car hit the bus in Vell.", "The bus hit the car in Vell."),
        ("Orr sued Kell over the mill in May.", "Kell sued Orr over the mill in May."),
    ],
)
def test_what_one_does_to_the_other_has(a: str, b: str) -> None:
    assert against_each_other(a, b) == [True, True]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Democrats supported the plan in Vell.", "Republicans opposed the plan in Vell."),
        ("Rebels attacked the port in Vell on Monday.", "Troops defended the port in Vell on Monday."),
        ("Teachers welcomed the plan in Vell on Monday.", "Nurses criticised the plan in Vell on Monday."),
        ("Miners approved the offer in Vell on Monday.", "Drivers rejected the offer in Vell on Monday."),
        ("Norway lifted the ban on beef on Monday.", "Kenya imposed the ban on beef on Monday."),
    ],
)  # fmt: skip
def test_what_others_do_contradicts_nobody(a: str, b: str) -> None:
    assert against_each_other(a, b) == [False, False]
