"""Every sentence of ours has its translation, wherever it is raised; what is not ours has none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.cards import card
from briefs.errors import Paywalled, TooLarge
from briefs.german import GERMAN
from briefs.glossary import BLANK, CATALOGUES, OURS_TOO, notice, translated
from briefs.model import Card, CardKind, CardLine, CardPart, Run
from tests.briefs.sentences import sentences
from tests.fakes.briefings import river_accord

SENTENCES = sorted(text for text in sentences() if any(char.isalpha() for char in text))


def test_they_are_found_where_they_are_raised() -> None:
    assert {Paywalled.message, TooLarge.hint, "{} is not a time of day."} <= set(SENTENCES)
    assert "Briefed here before: {}" in SENTENCES
    assert len(SENTENCES) > 100


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("text", SENTENCES)
def test_every_sentence_is_translated(text: str, language: str) -> None:
    values = [f"w{number}" for number in range(text.count(BLANK))]
    english = text.format(*values)
    told = translated(english, language)
    assert told != english, "say it in briefs/german.py too"
    if text in GERMAN:  # what is left out is said in other words
        for number, value in enumerate(values):
            assert (value in told) is (f"{{{number}}}" in GERMAN[text])


def test_blanks_are_those_of_the_english() -> None:
    for english, german in GERMAN.items():
        blanks = {name for _, name, _, _ in string.Formatter().parse(german) if name is not None}
        assert blanks <= {str(number) for number in range(english.count(BLANK))}, german


def test_the_longest_sentence_is_meant_and_values_are_translated_too() -> None:
    assert translated("There is no site named a.example, or no network.", "de") == (
        "Es gibt keine Seite namens a.example, oder kein Netz."
    )
    assert translated("No feed could be read there: The feed is broken.", "de") == (
        "Dort war kein Feed zu lesen: Der Feed ist defekt."
    )
    assert translated("There is room for this channel again in about 3 minutes.", "de") == (
        "In etwa 3 Minuten ist wieder Platz für diesen Kanal."
    )
    assert GERMAN.keys() >= OURS_TOO


def test_what_somebody_wrote_stays() -> None:
    assert translated("Briefed here before: Mars is not a site.", "de") == (
        "Hier schon zusammengefasst: Mars is not a site."
    )


def test_values_may_hold_anything() -> None:
    assert translated('"{0} {x} \\1" is not a site.', "de") == '"{0} {x} \\1" ist keine Website.'


@given(st.text())
def test_nothing_makes_it_fail(text: str) -> None:
    assert translated(text, "en") == translated(text, "xx") == text
    translated(text, "de")
    translated(f"{text} is not a site.", "de")


def test_a_notice_is_said_in_another_language_and_a_briefing_is_not() -> None:
    line = CardLine((Run("The briefing"),), url="https://a.example")
    told = Card(CardKind.NOTICE, "Briefed here before: A pact", (CardPart("", (line,)),))
    german = notice(told, "de")
    assert german.headline == "Hier schon zusammengefasst: A pact"
    assert german.parts[0].lines[0].text == "Die Zusammenfassung"
    assert notice(told, "en") == told
    assert notice(card(river_accord()), "de") == card(river_accord())
