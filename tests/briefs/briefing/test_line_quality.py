"""How a line reads alone, under the title, decides whether and beside what it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.language.reader import Reader, load_reader
from briefs.briefing.candidates import MISLEADS, candidates
from briefs.briefing.compose_briefing import brief
from briefs.briefing.line_quality.model import numbers_of
from briefs.briefing.selection import ALONE, LEANS
from briefs.model.articles import Article
from briefs.model.facts import LineQuality
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import Telling, bakery, ferry, glacier, person

GOOD, BAD = LineQuality(0.0, 0.9), LineQuality(0.9, 0.0)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def told(telling: Telling, judged: dict[str, LineQuality]) -> list[str]:
    """The lines of a text whose sentences with those words read so alone."""
    reading = telling.reading
    qualities = {telling.sentence(words): quality for words, quality in judged.items()}
    briefing = brief(telling.article, replace(reading, sentences=tuple(qualities.items())))
    return [line.text for section in briefing.sections for line in section.lines]


LEANING = [
    ("The guild of bakers met in Halden.", "It has closed eleven of its mills since the flood."),
    ("A court in Sund freed the pilot.", "The ruling ends four years of quarrels over the wreck."),
    ("Voters in Tarn turned down the bridge.", "Such a vote had been lost only once before in 1921."),
    ("Larkspur Ovens sold its mill in Vell.", "The company had lost money in each of four years."),
    ("Two ferries sank off Halden on Monday.", "The pair had carried eleven hundred people a day."),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "line"), LEANING)
def test_a_sentence_that_surely_stands_alone_is_told_alone(owner: str, line: str) -> None:
    long = owner[:-1] + ", as was told at length by those who were there" * 9 + "."
    telling = Telling("News from the river", f"Rain fell again this week.\n{long} {line}")
    telling.best(line)
    words = line[:-1]
    assert words not in told(telling, {})
    assert words in told(telling, {line: LineQuality(ALONE, 0.9)})


PLAIN = [
    ("Mara Ilves opened the quay of Tarn.", "Halden paid nine million crowns for the cranes."),
    ("Snow closed the pass above Sund.", "Trains to Tarn ran four hours late on Monday."),
    ("The mill of Vell burned down.", "Bakers in Halden lost 4,000 sacks of rye."),
    ("Voters in Tarn chose a mayor.", "Olof Stenmark won 61 per cent of the vote."),
    ("A storm crossed the bay of Sund.", "Two ferries lay in Halden until Thursday."),
]


@pytest.mark.parametrize(("before", "line"), PLAIN)
def test_one_that_likely_misleads_is_told_behind_the_one_before_it(before: str, line: str) -> None:
    telling = Telling("News from the river", f"Rain fell again this week.\n{before} {line}")
    telling.best(line)
    judged = {line: LineQuality(LEANS + 0.01, 0.9)}
    assert told(telling, {line: LineQuality(LEANS, 0.9)}) == [line[:-1]]
    assert told(telling, judged) == [before[:-1], line[:-1]]


@pytest.mark.parametrize(("before", "line"), PLAIN)
def test_a_sentence_is_worth_what_a_reader_gains_by_it(before: str, line: str) -> None:
    telling = Telling("", f"{before} {line}")
    telling.best(line)
    values = []
    for quality in ({}, {telling.sentence(line): GOOD}, {telling.sentence(line): BAD}):
        reading = replace(telling.reading, sentences=tuple(quality.items()))
        values.append(candidates(make_source_document(telling.article, reading))[0].value)
    unjudged, good, bad = values
    assert bad < unjudged < good


SPOKEN = ["the quay of Halden is safe", "bread will cost more by May", "the dam held all night",
          "Tarn needs two more ferries", "the vote was fair and free"]  # fmt: skip


@pytest.mark.parametrize("words", SPOKEN)
def test_a_statement_that_likely_misleads_is_not_told(words: str) -> None:
    telling = Telling("", f"Mara Ilves of the harbour office said {words}.")
    telling.said(person("Mara Ilves"), "Mara Ilves", "said", words)
    reading = telling.reading
    (said,) = reading.facts.reactions
    for wrong, lines in ((MISLEADS, 1), (MISLEADS + 0.01, 0)):
        known = {said.key: LineQuality(wrong, 0.5)}
        sections = brief(
            telling.article, replace(reading, statements=tuple(known.items()))
        ).sections
        assert sum(words in line.text for s in sections for line in s.lines) == lines


@pytest.mark.parametrize("telling", [ferry(), bakery(), glacier()])
def test_all_sentences_and_all_statements_have_as_many_numbers(telling: Telling) -> None:
    reading = telling.reading
    sentences, statements = numbers_of(make_source_document(telling.article, reading), reading)
    assert len({len(numbers) for numbers in sentences.values()}) == 1
    assert len({len(numbers) for numbers in statements.values()}) == 1
    assert all(q >= 0 for numbers in statements.values() for q in numbers[:3])


ALIKE = [
    ("Sund cut the fare of its ferries to four crowns on Monday.", "It is one of the best of these."),
    ("Mara Ilves was elected mayor of Halden with 61 % of the vote.", "She also did so in that case."),
    ("A fire destroyed the mill of Vell and killed two bakers.", "The latter was the other reason."),
    ("Larkspur Ovens will close three shops in Tarn in March.", "That is why they like such things."),
    ("The court in Halden fined the harbour office 90,000 crowns.", "This one comes with it, too."),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "leaning"), ALIKE)
def test_what_was_learned_tells_a_whole_sentence_from_a_leaning_one(
    reader: Reader, whole: str, leaning: str
) -> None:
    text = f"{whole} {leaning}\nThe weather on the river was mild. Boats went out at noon."
    reading = reader.read(Article("", "News from the river", text))
    quality = {span.of(text): q for span, q in reading.sentences}
    assert quality[whole].wrong < quality[leaning].wrong
