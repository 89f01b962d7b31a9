"""Words are told of who said them, and not of somebody whom the sentence names besides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.realization import Style, proofs_of, speech_line
from briefs.model.briefings import Line
from briefs.model.facts import Kind, Party
from briefs.text.guard_words import CLOSE, OPEN, SAYS
from briefs.verification.checker import check
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import Telling, person
from tests.briefs.verification.pieces import name, plain, quote


def body(called: str) -> Party:
    return Party(called, None, Kind.BODY)


BRANDT, KOHL = person("Tomas Brandt"), person("Nadia Kohl")


def reasons_against(
    text: str, words: str, source: str, cue: str, speaker: Party
) -> tuple[str, ...]:
    """Why “words” are not told of the speaker, () where they are."""
    telling = Telling("", f"Tomas Brandt met the guild of the port. {text}")
    telling.said(speaker, words, words, words)
    said, spans = telling.reactions[0], (telling.span(source),)
    after = telling.span(cue, telling.text.index(text))
    telling.reactions[0] = replace(said, source=spans, cue=(after,))
    on = make_source_document(telling.article, telling.reading)
    proof = proofs_of(telling.span(words), on)[0]
    pieces = (name(speaker.name, proof), plain(SAYS), plain(OPEN), quote(words, proof))
    return check(Line((*pieces, plain(CLOSE))), on)


OTHERS = [
    ("“The quay is safe and it will stay open,” Nadia Kohl said.", "said"),
    ("“The quay is safe and it will stay open,” said Nadia Kohl of Brandt's plan.", "said"),
    ("“The quay is safe and it will stay open,” snapped Nadia Kohl.", "snapped"),
    ("Nadia Kohl told reporters: “The quay is safe and it will stay open.”", "told"),
    ("“The quay is safe and it will stay open,” Captain Nadia Kohl added.", "added"),
    ("Nadia Kohl laughed: “The quay is safe and it will stay open.”", "laughed"),
]


@pytest.mark.parametrize(("text", "cue"), OTHERS)
def test_the_sentence_names_who_says_it(text: str, cue: str) -> None:
    words = "The quay is safe and it will stay open"
    assert reasons_against(text, words, "Tomas Brandt", cue, BRANDT)
    assert reasons_against(text, words, "Kohl", cue, KOHL) == ()


NAMED_INSIDE = [
    "I would like to congratulate Tomas Brandt on the quay",
    "Mr. Brandt should open the quay at once",
    "We thank Tomas Brandt for the ferry and the quay",
    "Nobody trusts Brandt with a ferry any more",
    "Brandt has no plan for the quay at all",
]


@pytest.mark.parametrize("words", NAMED_INSIDE)
def test_nobody_speaks_of_himself_by_name(words: str) -> None:
    text = f"“{words},” the harbour master said."
    assert reasons_against(text, words, "the harbour master", "said", BRANDT)


HIS_OWN = [
    "“The quay is safe and it will stay open,” Tomas Brandt said.",
    "“The quay is safe and it will stay open,” Mr. Brandt told Nadia Kohl.",
    "Brandt, who met Nadia Kohl, said “The quay is safe and it will stay open.”",
    "Brandt told Nadia Kohl: “The quay is safe and it will stay open.”",
    "When Nadia Kohl asked, Brandt said: “The quay is safe and it will stay open.”",
]


@pytest.mark.parametrize("text", HIS_OWN)
def test_his_own_words_stand(text: str) -> None:
    cue = "told" if "told" in text else "said"
    words = "The quay is safe and it will stay open"
    telling = Telling("", text)
    telling.said(BRANDT, "Brandt", cue, words)
    on = make_source_document(telling.article, telling.reading)
    assert speech_line(telling.reactions[0], on, Style()) is not None


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("“{}”, said another Ostran, who gave no name.", "another Ostran", body("Ostra")),
        ("“{}”, said a former minister.", "a former minister", BRANDT),
        ("“{}”, said one of the bakers.", "one of the bakers", body("Sund Bakers’ Guild")),
        ("“{}”, said several Ostrans in Tarn.", "several Ostrans", body("Ostra")),
        ("“{}”, two officials said.", "two officials", body("Ministry of Ports")),
    ],
)
def test_somebody_unnamed_is_nobody_named(text: str, source: str, speaker: Party) -> None:
    words = "The quay is safe and it will stay open"
    assert reasons_against(text.format(words), words, source, "said", speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Brandt, the wife of former mayor Tomas Brandt, said: “{}.”",
        "Brandt, a cousin of Tomas Brandt, said: “{}.”",
        "“{}”, said Brandt, who is married to Tomas Brandt.",
        "Brandt, who works for Tomas Brandt, said: “{}.”",
        "“{}”, said Brandt, a daughter of the late mayor Tomas Brandt.",
    ],
)
def test_a_relative_of_the_same_name_is_another(text: str) -> None:
    words = "The quay is safe and it will stay open"
    telling = Telling("", text.format(words))
    telling.said(BRANDT, "Brandt", "said", words)
    telling.reactions[0] = replace(telling.reactions[0], source=(telling.span("Brandt"),))
    on = make_source_document(telling.article, telling.reading)
    assert speech_line(telling.reactions[0], on, Style()) is None


@pytest.mark.parametrize(
    "middle",
    [
        ["There are others who bake rye well."],
        ["There are others who bake rye well.", "They ask for nothing."],
        ["Nobody in Tarn wants a third quay.", "I would not pay for it.", "It is too dear."],
    ],
)
def test_a_quote_runs_over_paragraphs_without_marks(middle: list[str]) -> None:
    text = "\n".join(["“It is not one town,” or ten.", "She said: “Tarn is old.", *middle])
    text += "\nWe have had enough quays.”"
    telling = Telling("", text)
    on = make_source_document(telling.article, telling.reading)
    for number in range(3, 3 + len(middle)):
        assert on.quoted(number) == [on.paragraphs[number].span]


@pytest.mark.parametrize(
    "after", ["“The quay stays,” said Ines Duarte.", "Nobody came.", 'She asked for "rye" only.']
)
def test_a_mark_that_is_never_closed_opens_no_quote(after: str) -> None:
    text = f"She said: “Tarn is old.\nThe ferry sank in May.\nDivers found the bell.\n{after}"
    telling = Telling("", text)
    on = make_source_document(telling.article, telling.reading)
    assert on.quoted(3) == []
