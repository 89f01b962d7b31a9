"""Which headings a sentence below them cannot do without."""

from __future__ import annotations

import pytest

from briefs.text.headings import bare_heading, narrows

SENTENCE = "The firm sold eleven ovens and closed a mill."


@pytest.mark.parametrize(
    "heading",
    [
        "2019",
        "March 2020",
        "Monday, May 4",
        "1990s",
        "On Windows",
        "If you rent",
        "For children",
        "Without a permit",
        "Option 2",
        "Plan B",
        "Week three",
        "Side effects",
        "Cons:",
        "3. Risks",
        "Myth",
        "Worst case",
        "What we don't like",
    ],
)
def test_a_heading_that_says_of_what_it_holds(heading: str) -> None:
    assert narrows(heading, SENTENCE, SENTENCE)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("2019", "In 2019 the firm sold eleven ovens."),
        ("On Windows", "A Windows user needs eleven clicks."),
        ("Side effects", "The side effects are a dry mouth and thirst."),
        ("Option 2", "The second option, option 2, costs more."),
        ("Risks", "Among the risks is a fire in the mill."),
    ],
)
def test_a_sentence_that_says_it_itself(heading: str, sentence: str) -> None:
    assert not narrows(heading, sentence, sentence)


@pytest.mark.parametrize(
    "heading",
    [
        "How the oven was built",
        "A town divided",
        "In short",
        "Rye on the rise",
        "What is at stake?",
        "Call for peace",
        "The longer the quay the better for all of the town",
    ],
)
def test_a_heading_that_only_sums_up(heading: str) -> None:
    assert not narrows(heading, SENTENCE, SENTENCE)


@pytest.mark.parametrize("name", ["Larkspur 4", "Halden", "Sund Works", "Vell", "Tarn North"])
def test_a_name_that_the_article_writes_in_its_sentences(name: str) -> None:
    text = f"Four ovens were tested, {name} among them.\n{SENTENCE}"
    assert narrows(name, "It bakes eleven loaves in an hour.", text)
    assert not narrows(name, f"The oven of {name} bakes eleven loaves.", text)
    assert not narrows(name, "In an hour Ines Duarte bakes eleven loaves.", text)
    assert not narrows(name, "It bakes eleven loaves in an hour.", SENTENCE)


@pytest.mark.parametrize(
    ("heading", "bare"),
    [("2. Risks:", "Risks"), ("- Cons", "Cons"), ("Option 2", "Option 2"), ("iv. Myth", "Myth")],
)
def test_a_heading_without_its_number(heading: str, bare: str) -> None:
    assert bare_heading(heading) == bare
