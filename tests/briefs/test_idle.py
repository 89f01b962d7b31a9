"""Which sentences tell nothing: headings, questions, words about the page."""

from __future__ import annotations

import pytest

from briefs.idle import is_slogan, tells_nothing

IDLE = """
Cover image: The dam at dusk.
Photo by Ines Duarte.
Meal plan for week one
Best Oven of All: Larkspur Four ($150)
| Oven | Loaves | Price |
Which oven bakes the best loaf?
In this guide we explain how we chose four ovens.
In this Larkspur oven review, we look at the price.
Here, we compare the four ovens that bakers like best.
Meet the experts: Ines Duarte is a baker; Paul Okoro is her uncle.
Below, we list the ovens by price.
This article explains what an oven costs.
If you bake at home, we’ve put together a convenient list of ovens.
If you are new to rye, here’s a short guide to what the words mean.
""".strip().splitlines()
TELLING = """
The council met on Monday
Larkspur Ovens closed four of its eleven bakeries on Monday.
This is the first bakery that the town has lost.
“Is it over?” asked Ines Duarte, and left.
Here the river is widest, and here the ferry sank.
The guide who led them across the ice was arrested.
Below the bridge the divers found the bell.
Meeting in Halden, the ministers agreed on a price.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", IDLE)
def test_an_idle_sentence_is_known(sentence: str) -> None:
    assert tells_nothing(sentence)


@pytest.mark.parametrize("sentence", TELLING)
def test_a_telling_sentence_stays(sentence: str) -> None:
    assert not tells_nothing(sentence)


def test_a_slogan_or_a_caption_has_no_full_stop() -> None:
    assert is_slogan("Get the oven that you need with a cheap Larkspur loan today")
    assert is_slogan("Ines Duarte, head of Larkspur Ovens (at the fair in Halden in May 2026)")
    assert not is_slogan("Larkspur Ovens closed four of its bakeries on Monday.")
