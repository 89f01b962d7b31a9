"""A line stands beside what introduces it, with its other half, its end and its heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.candidates import is_filler
from briefs.briefing.companions import is_introduced
from briefs.briefing.compose_briefing import brief
from briefs.model.briefings import Proof
from briefs.model.facts import Facts, Kind, Party, Reading
from briefs.verification.source_document import SourceDocument, make_source_document
from tests.briefs.random_articles import Telling, person


def lines_of(text: str, *best: str, title: str = "News from the river") -> list[str]:
    """The lines of a text whose best sentences are those, the most needed first."""
    telling = Telling(title, text)
    telling.best(*best)
    return shown(telling)


def shown(telling: Telling) -> list[str]:
    """All lines, a heading being a sentence of its own."""
    reading = telling.reading
    paragraphs = tuple(replace(p, sentences=p.sentences or (p.span,)) for p in reading.paragraphs)
    briefing = brief(telling.article, replace(reading, paragraphs=paragraphs))
    return [line.text for section in briefing.sections for line in section.lines]


LEANING = [
    ("The guild of bakers met in Halden.", "It has closed eleven of its mills since the flood."),
    ("Mara Ilves bought the quay of Tarn.", "She will pay nine million crowns for it in May."),
    ("A court in Sund freed the pilot.", "The ruling ends four years of quarrels over the wreck."),
    ("Larkspur Ovens sold its mill in Vell.", "The company had lost money in each of four years."),
    ("Voters in Tarn turned down the bridge.", "Such a vote had been lost only once before in 1921."),
    ("Two ferries sank off Halden on Monday.", "The pair had carried eleven hundred people a day."),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "line"), LEANING)
def test_a_line_is_led_by_the_sentence_that_introduces_it(owner: str, line: str) -> None:
    text = f"Rain fell on the river again this week.\n{owner} {line}"
    lines = lines_of(text, line)
    assert lines[-2:] == [owner[:-1], line[:-1]]


@pytest.mark.parametrize(("owner", "line"), LEANING)
def test_it_is_left_out_where_both_do_not_fit(owner: str, line: str) -> None:
    long = owner[:-1] + ", as was told at length by those who were there" * 9 + "."
    text = f"Rain fell on the river again this week.\n{long} {line}"
    assert line[:-1] not in lines_of(text, line)


INTRODUCED = [
    ("Ada Brunn leads the guild of bakers.", "Brunn said the mill of Tarn would close in May."),
    ("The mill belongs to Olof Stenmark.", "The price is too high for Stenmark, friends say."),
    ("Rita Moen won the regatta of Vell.", "In Halden the boat of Moen was hailed by hundreds."),
    ("A clerk named Jon Aasen found the leak.", "Aasen told the harbour police on Monday night."),
    ("Captain Liv Torp steered the ferry.", "Judges freed Torp after a hearing of four hours."),
]


@pytest.mark.parametrize(("owner", "line"), INTRODUCED)
def test_somebody_called_by_one_name_is_introduced(owner: str, line: str) -> None:
    text = f"Rain fell on Halden again.\n{owner} He has no comment.\nThe quay is wet.\n{line}"
    lines = lines_of(text, line)
    assert line[:-1] in lines
    assert owner[:-1] in lines
    assert lines.index(owner[:-1]) < lines.index(line[:-1])


@pytest.mark.parametrize(("owner", "line"), INTRODUCED)
def test_a_stranger_s_bare_name_is_not_told(owner: str, line: str) -> None:
    long = owner[:-1] + ", as was told at length by those who were there" * 9 + "."
    text = f"Rain fell on Halden again.\n{long} He has no comment.\nThe quay is wet.\n{line}"
    assert line[:-1] not in lines_of(text, line)


@pytest.mark.parametrize(
    ("name", "parts", "above", "known"),
    [
        ("Ada Brunn", ["Brunn"], "Title\nAda Brunn met the guild.", True),
        ("Ada Brunn", ["Brunn"], "Title\nPresident Brunn met the guild.", True),
        ("Ada Brunn", ["Brunn"], "Brunn sells her mill\n", True),
        ("Ada Brunn", ["Brunn"], "Title\nThe guild met.", False),
        ("Ada Brunn", ["Ada"], "Title\nMrs Brunn met the guild.", False),
        ("Angela Merkel", ["Merkel"], "Title\n", True),
        ("Tom Merkel", ["Merkel"], "Title\n", False),
    ],
)
def test_who_is_introduced(name: str, parts: list[str], above: str, *, known: bool) -> None:
    assert is_introduced(name, parts, above) is known


HALVES = [
    ("The guild says that rye is cheap.", "But the bakers pay twice the price of wheat."),
    ("The council of Halden voted for a bridge.", "However, it set no money aside for the works."),
    ("Ferries ran on time for eleven years.", "That changed in May, when the pilots walked out."),
    ("Mara Ilves promised to open the quay.", "Instead, she sold it to a mill in Sund."),
    ("The mill of Vell was to close in spring.", "Yet it bakes on, and has hired nine men."),
]


@pytest.mark.parametrize(("one", "other"), HALVES)
def test_both_halves_are_told(one: str, other: str) -> None:
    lines = lines_of(f"Rain fell on the river again this week.\n{one} {other}", one)
    assert one[:-1] in lines
    after = lines[lines.index(one[:-1]) + 1]
    assert other[:-1].endswith(after[1:])


@pytest.mark.parametrize(("one", "other"), HALVES)
def test_neither_half_is_told_where_both_do_not_fit(one: str, other: str) -> None:
    long = other[:-1] + ", as was told at length by those who were there" * 9 + "."
    lines = lines_of(f"Rain fell on the river again this week.\n{one} {long}", one)
    assert one[:-1] not in lines


PARTED = [
    "Halden Works has the motto bake slowly. Be kind.",
    "The bakers of Tarn have one word for the plan. Folly.",
    "Mara Ilves wants two things for the quay. Peace and salt.",
    "The oven of the guild is like no other. Except Larkspur.",
    "The rules of the guild are few and as follows. Bake slowly.",
]


@pytest.mark.parametrize("text", PARTED)
def test_a_sentence_without_its_end_is_not_told(text: str) -> None:
    first = text.partition(". ")[0]
    assert first in lines_of(f"Rain fell again.\n{first}.", first)
    assert first not in lines_of(f"Rain fell again.\n{text}", first)


@pytest.mark.parametrize(
    "announced",
    [
        "The guild of Halden gave three reasons.",
        "Bakers who want to join must do the following.",
        "Mara Ilves told the council of several ways.",
        "Larkspur Ovens named the winners, and these are.",
        "The guild said that there was only one rule.",
    ],
)
def test_a_list_that_is_not_shown_is_not_announced(announced: str) -> None:
    listed = f"Rain fell again.\n{announced}\n- Rye is dear in Tarn.\n- Salt is scarce in Vell."
    assert announced[:-1] not in lines_of(listed, announced)


HEADED = [
    ("Side effects", "The tea of the guild gives bakers a dry mouth."),
    ("On Windows", "Bakers need eleven clicks to weigh a loaf."),
    ("2019", "The mill of Tarn sold more rye than in any other year."),
    ("Option 2", "The town would sell the quay to a mill in Sund."),
    ("Cons", "The oven rattles and it gives off smoke at night."),
    ("If you rent", "The guild covers half of the price."),
]


@pytest.mark.parametrize(("heading", "sentence"), HEADED)
def test_what_holds_under_a_heading_is_told_with_it(heading: str, sentence: str) -> None:
    text = f"The guild of Halden met.\n{heading}\n{sentence}"
    assert f"{heading}: {sentence[:-1]}" in lines_of(text, sentence)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("A town divided", "The mill of Tarn sold more rye than in any other year."),
        ("2019", "In 2019 the mill of Tarn sold more rye than ever."),
        ("Side effects", "Side effects of rye are thirst and a dry mouth."),
    ],
)
def test_what_holds_by_itself_is_told_without(heading: str, sentence: str) -> None:
    text = f"The guild of Halden met.\n{heading}\n{sentence}"
    assert sentence[:-1] in lines_of(text, sentence)


IDLE = [
    "I have baked rye in this oven for a year.",
    "Hello and welcome to the bakers of Tarn.",
    "In this article we will look at four ovens.",
    "Preheat your oven to the highest heat there is.",
    "Which of the ovens bakes the best rye?",
    "Alexa, turn off the oven in the hall of bakers.",
    "The bakers of Halden have voted for a new mill.",
    "Halden bakers in fact voted for the new mill.",
]


def first_proof(on: SourceDocument) -> Proof:
    """The article's first sentence."""
    return Proof(on.paragraphs[1].sentences[0], 1, 1)


@pytest.mark.parametrize("idle", IDLE)
def test_a_sentence_that_says_nothing_gives_way(idle: str) -> None:
    title = "Bakers of Halden vote for new mill"
    better = "The mill will cost nine million crowns.\nRye was dearer than wheat in Sund."
    telling = Telling(title, f"{idle}\n{better}")
    on = make_source_document(telling.article, telling.reading)
    assert is_filler(first_proof(on), on)
    lines = lines_of(telling.text, idle, "The mill will cost", "Rye was", title=title)
    assert idle[:-1] not in lines
    assert len(lines) == 2


@pytest.mark.parametrize(
    "telling",
    [
        "“I have baked rye for a year,” said Ines Duarte.",
        "The bakers of Halden have voted by 11 to 4 for the mill.",
        "World War I closed the mill of Tarn.",
        "The bridge of Tarn fell into the river on Monday.",
        "Press coverage of the mill has been kind.",
    ],
)
def test_a_sentence_that_tells_stays(telling: str) -> None:
    article = Telling("Bakers of Halden vote for new mill", telling)
    on = make_source_document(article.article, article.reading)
    assert not is_filler(first_proof(on), on)


def test_where_there_is_nothing_better_an_idle_sentence_is_told() -> None:
    assert lines_of("I have baked rye for a year.", "I have baked") == [
        "I have baked rye for a year"
    ]


@pytest.mark.parametrize("words", ["But rye is dear", "However, rye is dear", "Yet rye is dear"])
def test_words_that_go_against_others_are_not_told_alone(words: str) -> None:
    telling = Telling("", f"“{words} in Tarn this year,” said Ines Duarte.")
    telling.said(person("Ines Duarte"), "Ines Duarte", "said", f"{words} in Tarn this year")
    assert shown(telling) == []


def test_a_speaker_of_one_name_is_introduced() -> None:
    telling = Telling(
        "", "Rita Moen bakes.\nThe mill is shut.\nMoen said that rye is dear in Tarn."
    )
    speaker = Party("Moen", None, Kind.PERSON)
    telling.said(speaker, "Moen", "said", "rye is dear in Tarn")
    lines = shown(telling)
    assert not lines or "Rita Moen bakes" in lines


def test_nothing_is_made_of_nothing() -> None:
    telling = Telling("", "")
    assert brief(telling.article, Reading(Facts(), ())).sections == ()
