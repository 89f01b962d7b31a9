"""Two outlets word one event each in its own way: what is in conflict is found, and nothing else."""

from __future__ import annotations

import pytest

from briefs.model.stories import DisputedField
from tests.briefs.digest.test_differing_statements import differ


@pytest.mark.parametrize(
    ("a", "b", "about"),
    [
        pytest.param(
            "Inflation in Kenya reached 7 percent in May, the statistics office said.",
            "Consumer prices in Kenya rose 4 percent in May, according to the statistics office.",
            DisputedField.NUMBER,
            id="shares",
        ),
        pytest.param(
            "The new tunnel under Vell is 12 kilometres long.",
            "At 12 miles, the tunnel being opened under Vell is the longest in the region.",
            DisputedField.NUMBER,
            id="units",
        ),
        pytest.param(
            "Fans cheered Ivo Brand as the singer came on stage in Karsholm.",
            "Singer Ivo Brand was booed by the crowd on taking the stage in Karsholm.",
            DisputedField.ACTION,
            id="opposites, active and passive",
        ),
        pytest.param(
            "Orr voted for the housing plan on Friday.",
            "Tomas Orr was among those who voted against the housing plan on Friday.",
            DisputedField.ACTION,
            id="for and against",
        ),
        pytest.param(
            "Nobody was hurt when a crane collapsed at the library in Vell.",
            "Workers were hurt in the collapse of a crane at the library in Vell.",
            DisputedField.STATUS,
            id="nobody",
        ),
        pytest.param(
            "According to police, the driver in the Marnford crash had not been drinking.",
            "The driver had been drinking before the crash in Marnford, police said.",
            DisputedField.STATUS,
            id="denied",
        ),
        pytest.param(
            "Germany blamed Poland for the collapse of the climate talks.",
            "The collapse of the talks on climate was blamed on Germany by Poland.",
            DisputedField.PARTY,
            id="roles",
        ),
        pytest.param(
            "Dana Fell beat Ruta Vilks in three sets in the final in Vell.",
            "Ruta Vilks took the title in Vell with a victory over Dana Fell in three sets.",
            DisputedField.PARTY,
            id="winners",
        ),
        pytest.param(
            "The summit of Norway and Kenya will be held in Vell in May.",
            "Norway and Kenya have agreed to hold their summit in Dunmore in May.",
            DisputedField.PLACE,
            id="places",
        ),
        pytest.param(
            "Norway has lifted its ban on beef from Kenya.",
            "Norway is still considering whether to lift a ban on imports of beef from Kenya.",
            DisputedField.STATUS,
            id="still considered",
        ),
    ],
)
def test_what_is_in_conflict_is_found_though_the_words_are_others(
    a: str, b: str, about: DisputedField
) -> None:
    for one, other in ((a, b), (b, a)):
        assert [found.about for found in differ(one, other)] == [about]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            "Orr did not attend the funeral in Vell on Monday.",
            "Orr stayed away from the funeral in Vell on Monday.",
            id="the same by its opposite",
        ),
        pytest.param(
            "Police in Vell arrested 12 protesters on Monday.",
            "On Tuesday, police in Vell arrested 30 protesters.",
            id="two days",
        ),
        pytest.param(
            "Telmark opened its library in Vell in May.",
            "Telmark will close its library in Vell next year.",
            id="one after the other",
        ),
        pytest.param(
            "The fire in Vell killed 12 people.",
            "The fire in Vell destroyed 30 homes.",
            id="counts",
        ),
        pytest.param(
            "The suspect turned himself in around 6 p.m. in Vell, police said.",
            "The suspect gave himself up in Vell just after 7:00 p.m., police said.",
            id="times of day",
        ),
        pytest.param(
            "Orr raised the price of tickets in Vell.",
            "Kell cut the price of tickets in Vell.",
            id="two persons",
        ),
        pytest.param(
            "Norway denied that its troops crossed the border with Kenya.",
            "Kenya said troops of Norway had crossed its border.",
            id="who says so",
        ),
        pytest.param(
            "The law required Telmark to consult the Olse Commission on its plant.",
            "The new rules do not require Telmark to consult the Olse Commission on its plant.",
            id="before and now",
        ),
    ],
)
def test_what_may_both_be_true_is_not_set_against_each_other(a: str, b: str) -> None:
    assert differ(a, b) == ()
    assert differ(b, a) == ()


def test_a_place_that_the_other_article_names_too_is_none_of_two() -> None:
    a = "Orr has been charged with the murder of his brother in Vell."
    b = "Orr appeared in court charged with the murder of his brother in Marnfordshire."
    assert differ(a, b + " He had lived in Vell since May.") == ()


def test_what_was_sought_in_vain_and_found_later_is_news() -> None:
    a = "Divers have so far been unable to find the recorder of the plane that crashed off Vell."
    b = "The recorder of the plane that crashed off Vell was found by divers."
    assert differ(a, b, days=("2026-05-04", "2026-05-06")) == ()
