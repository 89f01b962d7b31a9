"""Which sentences tell nothing: headings, questions, words about the page."""

from __future__ import annotations

import pytest

from briefs.text.boilerplate import is_count, is_no_statement, is_order, is_slogan, tells_nothing
from briefs.text.truncation import well_formed

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


@pytest.mark.parametrize(
    "sentence",
    [
        "You recently bought an oven from Larkspur.",
        "You are about to bake the best rye of all.",
        "You’ll find the ovens in the cellar.",
        "I’m Ines Duarte, and this is my bakery.",
        "Here are five ovens that bakers like.",
        "Discover the joys of rye in Halden.",
        "01 Ovens are dear 02 Rye is cheap 03 What bakers say",
        "Duarte tweeted before Election Day.",
        "Mara Ilves said on Monday.",
        "Ilves told reporters in Tarn.",
        "Ines Duarte wrote later.",
        "Ilves added.",
        "Duarte told the Tarn last week.",
    ],
)
def test_words_to_the_reader_state_nothing(sentence: str) -> None:
    assert is_no_statement(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You are fined in Halden if you sell rye.",
        "You will find no rye in Tarn when the ferry is late.",
        "Discovery of a bell closed the quay.",
        "Here are buried the bakers of Tarn.",
        "Divers found 102 bells.",
        "Duarte said on Monday rye was dear.",
        "Ilves wrote two books on bread.",
        "Mara Ilves told the bakers to close.",
        "Duarte posted a loss in March.",
        "Bakers added 12 ovens in Tarn.",
    ],
)
def test_a_statement_is_told(sentence: str) -> None:
    assert not is_no_statement(sentence)


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("Check the oven before you pay.", True),
        ("Don’t buy rye in May.", True),
        ("Make sure that the oven is cold.", True),
        ("Always ask the baker.", True),
        ("Keep rye in the cellar.", True),
        ("Bakers check the oven first.", False),
        ("Book sales rose in Halden.", False),
    ],
)
def test_an_order_to_the_reader(sentence: str, *, order: bool) -> None:
    assert is_order(sentence) is order


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("70 percent", True),
        ("Nearly half", True),
        ("62%", True),
        ("two-thirds", True),
        ("about 1,200", True),
        ("Seventy percent", True),
        ("Fifty-one percent", True),
        ("Forty-two per cent", True),
        ("Two in five", True),
        ("nine out of ten", True),
        ("A plurality", True),
        ("Most", True),
        ("70 percent of bakers", False),
        ("Ines Duarte", False),
        ("the council", False),
        ("Nine Inch Bakers", False),
        ("Two in five bakers", False),
        ("Most Reverend Ilves", False),
    ],
)
def test_a_count_is_nobody(name: str, *, count: bool) -> None:
    assert is_count(name) is count


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("The bakery closed <b on Monday", False),
        ("The bakery [in Tarn closed on Monday", False),
        ("The bakery closed, Ilves said, while Sen", False),
        ("The bakery closed because the mayor of Tarn", False),
        ("The bakery closed although Mara Ilves", False),
        ("The council was told by Dr", False),
        ("The bakery closed because Mara Ilves left", True),
        ("The bakery [of Tarn] closed for Mara Ilves", True),
        ("The council believes that rye sells", True),
    ],
)
def test_a_sentence_has_both_its_ends(sentence: str, *, whole: bool) -> None:
    assert well_formed(sentence) is whole


@pytest.mark.parametrize(
    "sentence",
    [
        "File - In this Monday, May 4, 2026 file photo, Ines Duarte is led to a ferry.",
        "From left, Mara Ilves and Tomas Brandt",
        "(Left to right) Mara Ilves, Tomas Brandt and Ines Duarte at the fair.",
        "Some of the bakers are seen during a meeting with Mara Ilves in Halden, May 4, 2026.",
        "The ferry is pictured at its quay in Tarn in May.",
        "Image: The dam at dusk.",
        "Ines Duarte (left) shows her oven in Halden on Monday.",
        "In this undated photo, the ferry leaves Tarn.",
        "As mentioned above, the price of rye sets what a loaf costs.",
        "The table below shows what eleven ovens cost.",
        "As we said, the ovens are dear.",
        "Baker says that the price of rye is the reason why he left FREE GAMES!",
        "How it will always be warm and how you can bake in it.",
        "Because at Larkspur we always think ahead, and we have the ovens that others lack.",
        "Which is why the bakers left.",
        "Pro tip: Ask the baker for the price of rye.",
        "You’ll also discover how an oven can serve you.",
    ],
)
def test_what_is_no_statement_by_its_form(sentence: str) -> None:
    assert is_no_statement(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister was seen as a threat by the bakers of Tarn.",
        "Gov. Mara Ilves (R) vetoed the bill on Monday.",
        "In this year of drought, rye grows dear.",
        "Because of the flood, the ferry stayed in Tarn.",
        "Because the river rose, the ferry stayed in Tarn.",
        "How the ferry sank is not known.",
        "Left alone, the ferry sank.",
        "Prices above the limit are fined.",
        "The reserve lies below ground, and wells reach it.",
        "The strike by the workers of HALDEN TARN FERRY goes on.",
    ],
)
def test_what_only_looks_like_a_caption_or_a_fragment(sentence: str) -> None:
    assert not is_no_statement(sentence)
