"""Whether a sentence is the other half, the tail or the announcement of another."""

from __future__ import annotations

import pytest

from briefs.text.contrast import (
    announces,
    has_motto,
    is_other_half,
    is_second_half,
    is_tail,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "But the guild has rejected the plan.",
        "However, the bakers of Tarn will not pay for it.",
        "Yet nobody in Halden has seen the oven.",
        "Instead, the council sold the quay.",
        "That changed in spring, when the ferry sank.",
        "Everything changed when the dam broke.",
        "It was short-lived.",
        "Even so, the price of rye rose.",
        "Not so in Vell.",
        "In reality, eleven of the quays are closed.",
    ],
)
def test_what_takes_back_the_sentence_before(sentence: str) -> None:
    assert is_other_half(sentence, same=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The guild has rejected the plan.",
        "Butter is dear in Halden.",
        "Yetta Kohl sold the quay.",
        "Still water runs along the quay of Tarn.",
        "That ferry sank in spring.",
    ],
)
def test_what_goes_on_with_another_matter(sentence: str) -> None:
    assert not is_other_half(sentence, same=True)


@pytest.mark.parametrize(
    ("sentence", "half"),
    [
        ("But Sund has rejected that plan.", True),
        ("But she will not sign it.", True),
        ("However, such ferries are rare.", True),
        ("But the mayor of Vell opened a museum of bread.", False),
        ("However, eleven bakers came to Halden on Monday.", False),
    ],
)
def test_across_paragraphs_it_must_point_back(sentence: str, *, half: bool) -> None:
    assert is_other_half(sentence, same=False) is half


@pytest.mark.parametrize(
    ("words", "second"),
    [
        ("“But the quay is safe to use", True),
        ("However, the ferry may sail", True),
        ("Yet nobody came", True),
        ("Even so, we shall pay", True),
        ("The quay is safe, but the ferry is not", False),
        ("Butter is dear", False),
    ],
)
def test_words_that_go_against_others(words: str, *, second: bool) -> None:
    assert is_second_half(words) is second


@pytest.mark.parametrize(
    ("sentence", "tail"),
    [
        ("Rye.", True),
        ("And salt.", True),
        ("Eleven loaves!", True),
        ("Nothing else.", True),
        ("Like Halden!", True),
        ("She does.", False),
        ("The ferry sank.", True),
        ("Ilves said no.", False),
        ("Why?", False),
        ("The bakers of Tarn and Halden.", False),
    ],
)
def test_a_word_or_two_without_a_verb(sentence: str, *, tail: bool) -> None:
    assert is_tail(sentence) is tail


@pytest.mark.parametrize(
    "sentence",
    [
        "The motto of the guild is bake slowly.",
        "Its slogan: rye for all.",
        "The town's new mantra is be kind.",
        "Larkspur has a tagline, bread that sings.",
        "Her maxim was never hurry.",
    ],
)
def test_a_motto_goes_on(sentence: str) -> None:
    assert has_motto(sentence)
    assert is_tail("Be bold.", motto=True)
    assert not has_motto("The guild met in Halden.")


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("The guild gave three reasons.", True),
        ("The steps are as follows.", True),
        ("Bakers need the following.", True),
        ("There are five kinds of oven.", False),
        ("Tarn has only one rule.", True),
        ("The winners are:", True),
        ("There are several ways.", True),
        ("Ilves gave her reasons to the council of Halden.", False),
        ("The council voted on Monday.", False),
    ],
)
def test_what_leads_up_to_a_list(sentence: str, *, leads: bool) -> None:
    assert announces(sentence) is leads
