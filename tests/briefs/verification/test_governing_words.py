"""Negation, modality and plans: what governs reported words may not be dropped."""

from __future__ import annotations

import pytest

from briefs.briefing.realization import Style, speech_line
from briefs.model.briefings import Line, Proof
from briefs.model.facts import AgreementStatus, MeetingStatus
from briefs.text.guard_words import MET, SAYS, SIGNED, TO_MEET
from briefs.verification.checker import check
from briefs.verification.source_document import make_source_document
from tests.briefs.random_articles import BRANDT, ILVES
from tests.briefs.verification.pieces import (
    name,
    one_sentence,
    plain,
    words,
)

# ------------------------------------------------------------- what governs the words


MEETINGS_NOT_HELD = [
    "Mara Ilves will meet Tomas Brandt.",
    "Mara Ilves did not meet Tomas Brandt.",
    "Mara Ilves hasn't met Tomas Brandt.",
    "Mara Ilves refused to meet Tomas Brandt.",
    "Mara Ilves never met Tomas Brandt.",
    "Mara Ilves plans to meet Tomas Brandt.",
    "Mara Ilves may have met Tomas Brandt.",
    "Mara Ilves reportedly met Tomas Brandt.",
    "Mara Ilves denied that she met Tomas Brandt.",
    "Mara Ilves agreed to meet Tomas Brandt.",
    "Mara Ilves wants to meet Tomas Brandt.",
    "Mara Ilves invited Tomas Brandt to meet her.",
    "Mara Ilves called for talks with Tomas Brandt.",
    "Mara Ilves called off the talks with Tomas Brandt.",
    "If Mara Ilves met Tomas Brandt, nobody saw it.",
    "Mara Ilves met Tomas Brandt, according to a rumour.",
    "Mara Ilves met Tomas Brandt, officials said.",
    "Mara Ilves's hopes for a meeting with Tomas Brandt faded.",
    "Mara Ilves failed to meet Tomas Brandt.",
    "Mara Ilves planned to fly to Halden to meet Tomas Brandt.",
    "Mara Ilves greeted nobody and waved at Tomas Brandt.",
    "Mara Ilves came close to meeting Tomas Brandt.",
    "Mara Ilves was close to a meeting with Tomas Brandt.",
    "Mara Ilves came within an hour of meeting Tomas Brandt.",
    "Mara Ilves narrowly missed meeting Tomas Brandt.",
    "Mara Ilves warned Tomas Brandt against meeting the guild.",
    "A warning against talks between Mara Ilves and Tomas Brandt was ignored.",
    "Mara Ilves cautioned against a summit with Tomas Brandt.",
    "Reports that Mara Ilves met Tomas Brandt are false.",
    "A report that Mara Ilves met Tomas Brandt was untrue.",
    "Rumours that Mara Ilves met Tomas Brandt spread in Halden.",
    "Mara Ilves risks a meeting with Tomas Brandt.",
    "Mara Ilves denied that talks with Tomas Brandt were held.",
    "Denials that Mara Ilves met Tomas Brandt came at once.",
    "Mara Ilves no longer meets Tomas Brandt.",
    "Mara Ilves ran the risk of meeting Tomas Brandt.",
    "Mara Ilves stopped short of meeting Tomas Brandt.",
    "Mara Ilves ruled out talks with Tomas Brandt.",
    "Mara Ilves walked out before she met Tomas Brandt.",
]
MEETINGS_HELD = [
    "Mara Ilves met Tomas Brandt.",
    "Mara Ilves and Tomas Brandt met in Halden.",
    "Mara Ilves arrived in Halden to meet Tomas Brandt.",
    "Mara Ilves touched down in Halden to meet with Tomas Brandt.",
    "Mara Ilves held talks with Tomas Brandt about the ferries.",
    "Mara Ilves, who never flies, met Tomas Brandt.",
    "She will not resign, but Mara Ilves met Tomas Brandt.",
]


def met_line(proof: Proof, verb: str = MET) -> Line:
    both = (name("Mara Ilves", proof), plain(" and "), name("Tomas Brandt", proof))
    return Line((*both, plain(verb)))


@pytest.mark.parametrize("text", MEETINGS_NOT_HELD)
def test_a_meeting_that_was_not_held_is_not_told(text: str) -> None:
    telling, proof = one_sentence(text)
    telling.met([ILVES, BRANDT], text)
    assert check(met_line(proof), make_source_document(telling.article, telling.reading))


@pytest.mark.parametrize("text", MEETINGS_HELD)
def test_a_meeting_that_was_held_is_told(text: str) -> None:
    telling, proof = one_sentence(text)
    telling.met([ILVES, BRANDT], text)
    assert check(met_line(proof), make_source_document(telling.article, telling.reading)) == ()


def test_a_plan_is_told_as_a_plan_only() -> None:
    telling, proof = one_sentence("Mara Ilves plans to meet Tomas Brandt.")
    telling.met([ILVES, BRANDT], "plans", MeetingStatus.PLANNED)
    on = make_source_document(telling.article, telling.reading)
    assert check(met_line(proof, TO_MEET), on) == ()
    assert check(met_line(proof, MET), on)


def test_what_took_place_is_no_plan() -> None:
    telling, proof = one_sentence("Mara Ilves met Tomas Brandt.")
    telling.met([ILVES, BRANDT], "met", MeetingStatus.PLANNED)
    assert check(met_line(proof, TO_MEET), make_source_document(telling.article, telling.reading))


NOT_SIGNED = [
    "Mara Ilves refused to sign the harbour treaty.",
    "Mara Ilves will sign the harbour treaty.",
    "Mara Ilves has not signed the harbour treaty.",
    "Mara Ilves is expected to sign the harbour treaty.",
    "Mara Ilves declined to say who signed the harbour treaty.",
    "Mara Ilves is ready to sign the harbour treaty.",
    "Mara Ilves praised the harbour treaty.",
    "Mara Ilves came close to signing the harbour treaty.",
    "Mara Ilves warned Tarn against signing the harbour treaty.",
    "Reports that Mara Ilves signed the harbour treaty are false.",
    "Mara Ilves denied that she signed the harbour treaty.",
    "Mara Ilves is no longer bound by the treaty signed in Tarn, the harbour treaty.",
    "Mara Ilves risks signing the harbour treaty in vain.",
    "Mara Ilves stopped short of signing the harbour treaty.",
    "Rumours said that Mara Ilves signed the harbour treaty.",
    "Mara Ilves was on the verge of signing the harbour treaty.",
]


@pytest.mark.parametrize("text", NOT_SIGNED)
def test_what_was_not_signed_is_not_told(text: str) -> None:
    telling, proof = one_sentence(text)
    telling.signed([ILVES], "the harbour treaty")
    line = Line(
        (name("Mara Ilves", proof), plain(SIGNED), plain(" "), words("the harbour treaty", proof))
    )
    assert check(line, make_source_document(telling.article, telling.reading))


@pytest.mark.parametrize("status", [s for s in AgreementStatus if s is not AgreementStatus.SIGNED])
def test_only_what_is_signed_is_signed(status: AgreementStatus) -> None:
    telling, proof = one_sentence("Mara Ilves signed the harbour treaty.")
    telling.signed([ILVES], "the harbour treaty", status)
    line = Line(
        (name("Mara Ilves", proof), plain(SIGNED), plain(" "), words("the harbour treaty", proof))
    )
    assert check(line, make_source_document(telling.article, telling.reading))


GOVERNED = [
    ("Mara Ilves did not say the pact was fair.", "Mara Ilves", "say", "the pact was fair"),
    ("Mara Ilves denied the pact was fair.", "Mara Ilves", "denied", "the pact was fair"),
    ("Mara Ilves doubted the pact was fair.", "Mara Ilves", "doubted", "the pact was fair"),
    ("Mara Ilves may say the pact was fair.", "Mara Ilves", "say", "the pact was fair"),
    ("Mara Ilves refused to say the pact was fair.", "Mara Ilves", "say", "the pact was fair"),
    ("Mara Ilves wouldn’t say the pact was fair.", "Mara Ilves", "say", "the pact was fair"),
    ("Mara Ilves said the pact was never fair.", "Mara Ilves", "said", "fair"),
    ("Mara Ilves said the pact was fair if kept.", "Mara Ilves", "said", "the pact was fair"),
    ("Mara Ilves urged the pact be kept.", "Mara Ilves", "urged", "the pact be kept"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), GOVERNED)
def test_what_governs_reported_words_is_not_dropped(
    text: str, source: str, cue: str, content: str
) -> None:
    telling, proof = one_sentence(text)
    telling.said(ILVES, source, cue, content)
    line = Line((name("Mara Ilves", proof), plain(SAYS), words(content, proof)))
    assert check(line, make_source_document(telling.article, telling.reading))


FREE = [
    ("Mara Ilves said the pact was not fair.", "Mara Ilves", "said", "the pact was not fair"),
    (
        "Mara Ilves, who is no lawyer, said the pact was fair.",
        "Mara Ilves",
        "said",
        "the pact was fair",
    ),
    (
        "Asked if she would stay, Mara Ilves said the pact was fair.",
        "Mara Ilves",
        "said",
        "the pact was fair",
    ),
    (
        "Kohl cannot be pleased, but Mara Ilves said the pact was fair.",
        "Mara Ilves",
        "said",
        "the pact was fair",
    ),
    ("The pact was fair, Mara Ilves said.", "Mara Ilves", "said", "The pact was fair"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), FREE)
def test_what_does_not_govern_the_words_may_go(
    text: str, source: str, cue: str, content: str
) -> None:
    telling, proof = one_sentence(text)
    telling.said(ILVES, source, cue, content)
    line = Line((name("Mara Ilves", proof), plain(SAYS), words(content, proof)))
    assert check(line, make_source_document(telling.article, telling.reading)) == ()


def test_a_kept_verb_keeps_its_negation() -> None:
    text = "Mara Ilves denied that the pact was fair."
    telling, _ = one_sentence(text)
    telling.said(ILVES, "Mara Ilves", "denied", "the pact was fair")
    on = make_source_document(telling.article, telling.reading)
    line = speech_line(telling.reactions[0], on, Style(known=frozenset({"Mara Ilves"})))
    assert line is not None
    assert line.text == "Mara Ilves denied that the pact was fair"
