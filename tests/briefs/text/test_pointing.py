"""Sentences that lean on another, as judged pages showed them: each kind varied."""

from __future__ import annotations

import pytest

from briefs.text.boilerplate import has_label, is_no_statement
from briefs.text.references import points_at_last, refers_back

LEANING = [
    "Consequently, a second system brings a wealth of functions.",
    "Specifically, the firm built a map of its suppliers.",
    "For example, the bridge at Tarn was shut for a year.",
    "By contrast, Halden pays its drivers by the hour.",
    "That said, the crews were back by noon.",
    "In general, these are the rules of the harbour.",
    "For a paper with a thousand readers, these are strong numbers.",
    "For a paper with 1,193 readers and sales over 20,000 crowns, these are strong numbers.",
    "While you're there, donate a pair of old boots.",
    "Once they were there, the crews began to dig.",
    "One of the items was the slow dance of the millers.",
    "One of the older ferries is to be sold.",
]

STANDING = [
    "The council of Tarn said these rules are too old.",
    "The bakers of Tarn are used to ice.",
    "One of the oldest bakers in Tarn, Olle Hamm, closed on Friday.",
    "Thus far the council has paid nine million crowns.",
]


@pytest.mark.parametrize("sentence", LEANING)
def test_what_leans_on_the_sentence_before_is_known(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize("sentence", STANDING)
def test_what_stands_alone_is_known(sentence: str) -> None:
    assert not refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Native to Central America, these plants belong to a genus of forty.",
        "Also known as the rattlesnake plant, these plants like shade.",
        "The maker says that in such a configuration it reaches 100 km/h in five seconds.",
        "In the north those ferries run in winter too.",
        "At 40 crowns these older lamps cost half as much.",
        "Riders order and pay with this application on a phone.",
    ],
)
def test_these_and_such_are_those_of_the_sentence_before(sentence: str) -> None:
    assert points_at_last(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ferries are cheap, and these ferries run in winter too.",
        "Of all his ferries, these ferries run in winter too.",
        "Those who like shade should look elsewhere.",
        "Fruit such as apples keeps for months.",
        "These days the ferries run in winter too.",
    ],
)
def test_what_names_its_own_is_not(sentence: str) -> None:
    assert not points_at_last(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Notable feature: Provides access to forty machines.",
        "Services Offered: Payroll automation, onboarding.",
        "Overview: A folding bicycle for commuters.",
        "Best for: Families with a garden.",
        "Pricing: From 40 crowns a month.",
        "Halden Halden sells folding bicycles.",
    ],
)
def test_an_entry_of_a_list_is_known_by_its_label(sentence: str) -> None:
    assert has_label(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The verdict: it is a good bicycle.",
        "Halden sells folding bicycles.",
        "The price fell: a kilo costs two crowns.",
        "Tarn pays more: its drivers get forty crowns.",
    ],
)
def test_a_sentence_with_a_colon_is_none(sentence: str) -> None:
    assert not has_label(sentence)


def test_what_the_page_discusses_here_is_no_line() -> None:
    assert is_no_statement("The points discussed here are not about one product.")
