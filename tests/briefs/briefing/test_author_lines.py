"""What an author says as "I" or "we" is told as the author's words, and nobody else's is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.compose_briefing import brief
from briefs.briefing.realization import proofs_of, template
from briefs.model.briefings import Line, Piece, Wording
from briefs.text.guard_words import AUTHOR, CLOSE, OPEN, SAYS
from briefs.verification.checker import check
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import Telling

TITLE = "Four rye ovens compared"
OTHER = "My old oven in Tarn was slower than all four."
FIRST_PERSON = [
    "I baked eleven loaves of rye in each oven for a month.",
    "We recommend the Larkspur oven for its even heat.",
    "The Larkspur oven spoiled two of my eleven loaves.",
    "Our favourite of the four is the oven from Vell.",
    "After a month I’d still buy the oven from Vell again.",
]


def told(text: str, best: str, title: str = TITLE) -> list[str]:
    """The lines of a text with that best sentence."""
    telling = Telling(title, text)
    telling.best(best)
    briefing = brief(telling.article, telling.reading)
    return [line.text for section in briefing.sections for line in section.lines]


@pytest.mark.parametrize("sentence", FIRST_PERSON)
def test_the_authors_words_are_told_as_theirs(sentence: str) -> None:
    assert told(f"{sentence}\n{OTHER}", sentence) == [f"The author: “{sentence[:-1]}”"]


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("- We recommend the oven from Vell.", "“We recommend the oven from Vell”"),
        ("- My choice is the oven from Vell.", "“My choice is the oven from Vell”"),
        ("And we recommend the oven from Vell.", "“…we recommend the oven from Vell”"),
    ],
)
def test_bullets_and_connectives_are_left_out(sentence: str, line: str) -> None:
    assert told(f"{sentence}\n{OTHER}\n{OTHER}", sentence) == [f"The author: {line}"]


def test_an_author_who_quotes_others_is_not_told() -> None:
    sentence = "We asked Kohl, who said “the oven is slow” twice."
    assert told(f"{sentence}\n{OTHER}", sentence) == []


@pytest.mark.parametrize("sentence", FIRST_PERSON)
@pytest.mark.parametrize(
    "others",
    [
        "Q: Which oven is best?\nMy old oven in Tarn was slower.",
        "Dear Mara: My husband bakes rye at night.",
        "My old oven in Tarn was slower.\nSincerely,",
        "My old oven in Tarn was slower.\n— Mara Ilves",
        "Ilves: I baked at night.\nIlves: My oven was slow.",
    ],
)
def test_where_others_say_i_nobodys_words_are_the_authors(sentence: str, others: str) -> None:
    lines = told(f"{sentence}\n{others}", sentence)
    assert not any(line.startswith(AUTHOR) for line in lines)


@pytest.mark.parametrize(
    "title",
    [
        "Transcript: the mayor on rye",
        "An interview with Mara Ilves",
        "Remarks by the mayor of Tarn",
        "A letter to the bakers of Tarn",
        "Q&A: Mara Ilves on ovens",
    ],
)
def test_a_speech_or_an_interview_has_no_authors_words(title: str) -> None:
    lines = told(f"{FIRST_PERSON[0]}\n{OTHER}", FIRST_PERSON[0], title)
    assert not any(line.startswith(AUTHOR) for line in lines)


def test_what_others_say_between_quote_marks_makes_no_first_person() -> None:
    text = f"{FIRST_PERSON[0]}\n“I bake at night,” said Kohl.\n“My oven is slow,” said Ilves."
    assert not any(line.startswith(AUTHOR) for line in told(text, FIRST_PERSON[0]))


def test_one_sentence_may_have_lost_its_quote_marks() -> None:
    text = f"{FIRST_PERSON[0]}\nThe guild of bakers met in Halden."
    assert not any(line.startswith(AUTHOR) for line in told(text, FIRST_PERSON[0]))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"“It was late. {FIRST_PERSON[0]} So it is,” said Kohl.\n{OTHER}\n{OTHER}", "somebody's words"),
        (f"Mara Ilves wrote to us:\n{FIRST_PERSON[0]}\n{OTHER}", "somebody else"),
        (f"{FIRST_PERSON[0]}\nThe guild met.", "somebody else"),
    ],
)  # fmt: skip
def test_the_checker_refuses_the_words_of_others(text: str, reason: str) -> None:
    assert reason in "".join(refusals(text, FIRST_PERSON[0], FIRST_PERSON[0][:-1]))


def test_the_checker_refuses_a_part_of_a_sentence_and_one_without_i() -> None:
    text = f"{FIRST_PERSON[0]}\n{OTHER}\nThe guild of bakers met in Halden."
    assert refusals(text, FIRST_PERSON[0], "I baked eleven loaves of rye")
    assert "nobody says I" in refusals(
        text, "The guild of bakers met in Halden.", "The guild of bakers met in Halden"
    )


def refusals(text: str, sentence: str, words: str) -> tuple[str, ...]:
    """Why the checker refuses words of a sentence as the author's."""
    telling = Telling(TITLE, text)
    on = make_source_document(telling.article, telling.reading)
    proof = proofs_of(telling.sentence(sentence), on)[0]
    quote = [template(OPEN), Piece(words, Wording.QUOTE, proof), template(CLOSE)]
    line = Line((template(AUTHOR), template(SAYS), *quote))
    assert check(replace(line, pieces=(*line.pieces, template("."))), on)
    return check(line, on)
