"""A line says no more and no less than its sentence, in words that stand by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.candidates import RAISED, candidates
from briefs.briefing.compose_briefing import brief
from briefs.briefing.realization import Style, proofs_of, speech_line
from briefs.briefing.sentence_lines import sentence_line
from briefs.briefing.statement_choice import is_identified, is_speech
from briefs.model.facts import Kind, Party, Stance
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import Telling, person

KOHL = person("Nadia Kohl")


def spoken(text: str, cue: str, content: str, *, speaker: Party = KOHL, source: str = "") -> str:
    """The line of a statement, "" where there is none."""
    telling = Telling("", text)
    telling.said(speaker, source or speaker.name, cue, content)
    on = make_source_document(telling.article, telling.reading)
    line = speech_line(telling.reactions[0], on, Style())
    return "" if line is None else line.text


def own(text: str, words: str, *, title: str = "") -> str:
    """The line of the sentence that holds the words, "" where there is none."""
    telling = Telling(title, text)
    on = make_source_document(telling.article, telling.reading)
    line = sentence_line(proofs_of(telling.sentence(words), on)[0], on)
    return "" if line is None else line.text


DAYS = [  # a day stands with its verb
    "Thursday any talk of a bridge is early",
    "the time she did not mind the noise",
    "Monday the quay will stay open",
    "yesterday the ferry was not at fault",
    "Sunday no ship would leave Tarn",
]
POINTING = [  # "that" is kept where it points at something
    "system gives bakers the ovens that they need",
    "company will pay for the ferry",
    "plan would close eleven quays",
    "price remains the same in Halden",
    "town has to build a bridge",
]


@pytest.mark.parametrize(
    ("cue", "content"),
    [*(("said", day) for day in DAYS), *(("says that", words) for words in POINTING)],
)
def test_what_cannot_open_a_line_stands_with_its_verb(cue: str, content: str) -> None:
    line = spoken(f"Nadia Kohl {cue} {content}.", cue.split()[0], content)
    assert line in ("", f"Nadia Kohl {cue} {content}")


@pytest.mark.parametrize(
    "content",
    [
        "964,000 bakers of 12 and older, which are about a third of the guild",
        "the owners of the ferry, who live in Tarn",
        "the price of rye — which few can pay — in Halden",
    ],
)
def test_a_noun_that_only_a_clause_describes_is_not_told(content: str) -> None:
    text = f"Nadia Kohl estimated that {content}, would have to leave Tarn in the spring."
    assert spoken(text, "estimated", content) == ""


@pytest.mark.parametrize("verb", ["denounced", "mocked", "praised", "rejected", "welcomed"])
def test_a_quoted_noun_keeps_its_verb(verb: str) -> None:
    words = "a campaign [that] has led to unfounded doubts of the ferry"
    line = spoken(f"Nadia Kohl {verb} “{words}.”", verb, words)
    assert line in ("", f"Nadia Kohl {verb} “{words}”")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("All of the parents are", "very happy that they have their daughters back"),
        ("The bakers of Tarn were", "asked to pay for a bridge that nobody wants"),
        ("Nobody in Halden would", "pay so much for a loaf of rye"),
    ],
)
def test_a_quote_keeps_the_words_that_it_goes_on_from(before: str, words: str) -> None:
    line = spoken(f"{before} “{words},” Nadia Kohl said.", "said", words)
    assert line in ("", f"Nadia Kohl: {before} “{words}”")


@pytest.mark.parametrize("verb", ["Will have", "Is going to need", "Has lost", "Must pay for"])
def test_a_quote_that_has_lost_its_subject_is_not_told(verb: str) -> None:
    words = f"{verb} twice the thrust of any ferry"
    assert spoken(f"Nadia Kohl wrote: “{words}.”", "wrote", words) == ""


def test_words_that_lead_up_to_others_are_not_told_without_them() -> None:
    content = "her part of the deal with a laughable line"
    text = f"Nadia Kohl announced {content}: “We part as friends of the quay.”"
    assert spoken(text, "announced", content) == ""


@pytest.mark.parametrize("mark", ["'", "’"])
def test_no_mark_is_left_alone(mark: str) -> None:
    words = "the ferry will be playing Tomas Brandt's"
    text = f"Nadia Kohl said the ferry will be playing Tomas Brandt's {mark} “Quay Song” {mark} all day."
    line = spoken(text, "said", f"{words} {mark} “Quay Song” {mark} all day")
    assert f" {mark} " not in line


ROLES = [
    ("her lawyer, Nadia Kohl, said the quay is safe to use.", "lawyer", False),
    ("his wife, Nadia Kohl, said the quay is safe to use.", "wife", False),
    ("their spokeswoman, Nadia Kohl, said the quay is safe to use.", "spokeswoman", False),
    ("Tomas Brandt and Port Minister Nadia Kohl said the quay is safe.", "Brandt and Port Minister", False),
    ("the board’s chair and founder, Nadia Kohl, said the quay is safe.", "chair and founder", True),
    ("the harbour master, Nadia Kohl, said the quay is safe to use.", "harbour master", True),
    ("Port lawyer Nadia Kohl said the quay is safe to use.", "Port lawyer", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "whole"), ROLES)
def test_a_role_is_the_speaker_s_own_and_whole(text: str, role: str, whole: bool) -> None:
    content = "the quay is safe"
    telling = Telling("", f"In Tarn, {text}")
    telling.said(replace(KOHL, role=role), "Nadia Kohl", "said", content)
    telling.met([person("Tomas Brandt"), KOHL], "In Tarn")
    on = make_source_document(telling.article, telling.reading)
    line = speech_line(telling.reactions[0], on, Style())
    assert line is not None
    assert (role.lower() in line.text.lower()) is whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Leo J. Ryan D- California, and three clerks were killed in Tarn.", "California"),
        ("“The guild says that it is safe and ready.”", "The guild"),
        ("Is there a quay? The answer is yes, and it is open.", "The answer"),
        ("Why Larkspur? Because at Larkspur the bakers are quick, and they are kind.", "Because"),
        ("Did the ferry sink? Not if the harbour master is right.", "Not if"),
    ],
)
def test_a_sentence_that_is_none_is_not_told(text: str, words: str) -> None:
    telling = Telling("", text)
    on = make_source_document(telling.article, telling.reading)
    at = telling.span(words).start
    proof = next(p for p in proofs_of(telling.span(words), on) if p.span.start <= at)
    if proof.span.start < at and "D- " in text:  # as a reader of sentences parts it
        paragraph = on.paragraphs[1]
        from briefs.model.articles import Span

        parts = (Span(0, at - 1), Span(at, len(text)))
        on.paragraphs[1] = replace(paragraph, sentences=parts)
        proof = proofs_of(telling.span(words), on)[0]
    assert sentence_line(proof, on) is None


@pytest.mark.parametrize(
    "name",
    ["2026 data from the Sund Board (SB", "Guild) of Bakers", "Board “of Ports", "he", "its owner"],
)
def test_half_a_name_is_nobody(name: str) -> None:
    assert not is_identified(Party(name, None, Kind.BODY))


@pytest.mark.parametrize(
    ("text", "sure", "shown"),
    [
        ("Kohl's line is a nod to Ilves; she said that the quay is safe.", 0.76, False),
        ("Kohl met Ilves in Tarn, where she said that the quay is safe.", 0.8, False),
        ("Ilves wrote to Kohl before she said that the quay is safe.", 0.7, False),
        ("Kohl met Ilves in Tarn, where she said that the quay is safe.", 0.97, True),
        ("Kohl came to Tarn, where she said that the quay is safe.", 0.76, True),
    ],
)
def test_she_may_be_another(text: str, sure: float, shown: bool) -> None:
    telling = Telling("", f"Nadia Kohl met Mara Ilves of Sund. {text}")
    telling.met([KOHL, person("Mara Ilves")], "Nadia Kohl met")
    telling.said(KOHL, "she said", "said", "the quay is safe")
    start = telling.text.index("she said")
    source = telling.span("she", start)
    telling.reactions[0] = replace(
        telling.reactions[0], source=(source,), speaker_confidence=sure, quoted=False
    )
    on = make_source_document(telling.article, telling.reading)
    assert is_speech(telling.reactions[0], on) is shown


@pytest.mark.parametrize(
    "source", ["A study of bakers", "Reports", "New figures", "A survey", "Data from Sund"]
)
def test_what_shows_is_told_in_its_own_sentence(source: str) -> None:
    text = f"{source} found that rye is too dear for most bakers in Halden."
    telling = Telling("Rye in Halden", text)
    content = "rye is too dear for most bakers in Halden"
    telling.said(Party(source, None, Kind.OTHER), source, "found", content, stance=Stance.NEUTRAL)
    shown = brief(telling.article, telling.reading)
    texts = [line.text for section in shown.sections for line in section.lines]
    assert all(t == text[:-1] for t in texts)


@pytest.mark.parametrize(
    "text",
    [
        "Rye bread, Nadia Kohl said, is the “next best thing” to a warm oven.",
        "The ferry, Nadia Kohl said, was too old for the river at Tarn.",
        "A bridge at Halden, Nadia Kohl said, would be too dear for the town.",
        "Every quay in Sund, Nadia Kohl said, has been closed since the flood.",
        "The bakers of Tarn, Nadia Kohl said, are glad of the new price.",
    ],
)
def test_a_subject_before_the_speaker_is_not_lost(text: str) -> None:
    content = text[:-1].partition("said, ")[2]
    assert spoken(text, "said", content) == ""


@pytest.mark.parametrize("verb", ["doesn’t refer", "won't sail", "can’t hold", "didn’t find"])
def test_a_denied_verb_makes_a_sentence(verb: str) -> None:
    text = f"The old song of Tarn probably {verb} to a duvet of rye."
    assert own(text, "The old song") == text[:-1]


@pytest.mark.parametrize(
    "turn",
    [
        "The council of Halden voted by 11 to 4 against the bridge at its last sitting.",
        "But the ministry in Sund will not pay for any bridge before the spring.",
        "Repairs to the quay of Tarn would cost 40 million crowns by the guild’s count.",
        "Nine per cent of the bakers of Tarn have left the town for Halden.",
        "However, the owners of the ferry have sold it to a firm in Sund.",
    ],
)
@pytest.mark.parametrize("long", [True, False])
def test_what_a_long_text_comes_to_has_a_place(turn: str, long: bool) -> None:
    filler = "\n".join(
        f"Baker number {n} of Tarn bakes a loaf of {kind} by hand."
        for n, kind in enumerate("abcdefgh")
    )
    middle = "\n".join(["Rye is a grain that grows well along the river."] * (80 if long else 1))
    telling = Telling("Bread", f"{filler}\n{middle}\n{turn}")
    telling.best(*(f"Baker number {n}" for n in range(8)), turn)
    on = make_source_document(telling.article, telling.reading)
    value = next(c.value for c in candidates(on) if c.proof.span.of(on.text) == turn)
    assert (value >= RAISED) is long


@pytest.mark.parametrize(
    ("title", "name", "goes_on"),
    [
        ("The Kess ID. Rover is here", "ID.", "ROVER may sell in the south"),
        ("Tarn buys the Vel. Aster", "Vel.", "Aster may sail in May"),
        ("A look at the Ov. Nine", "Ov.", "Nine may come to Halden"),
        ("Why Mt. Orrin closes", "Mt.", "Orrin may close to climbers"),
        ("Bakers leave the Int. Guild", "Int.", "Guild may lose its seat"),
    ],
)
def test_a_sentence_cut_at_a_stop_within_a_name_is_no_line(
    title: str, name: str, goes_on: str
) -> None:
    text = (
        f"The baker said it was enough to try the {name} {goes_on} in time, bakers say. "
        "The board closed the quay on Monday."
    )
    assert own(text, "enough to try", title=title) == ""
    assert own(text, goes_on, title=title) == ""
    assert own(text, "closed the quay", title=title) == "The board closed the quay on Monday"
