"""Every sentence of ours has its translation, wherever it is raised; what is not ours has none."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.cards.briefing_card import LABELS, card
from briefs.cards.days import MONTHS, WEEKDAYS
from briefs.cards.digest_card import CONTESTED, DIFFER, REPORTED, REST
from briefs.errors import BadRequest, Paywalled, TooLarge
from briefs.i18n.catalogues import ENGLISH, LANGUAGES, SENTENCES
from briefs.i18n.translation import notice, translated
from briefs.model.cards import Card, CardKind, CardLine, CardPart, Run
from briefs.model.serialization import (
    from_json,
    sentence_from_text,
    sentence_to_text,
    to_json,
)
from briefs.translatable import Translatable, counted, translatable
from tests.briefs.sentences import sentences
from tests.fakes.briefings import river_accord

TOLD, BY_HAND = sentences()
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
REFUSED = translatable("There is no site named {host}.", host="a.example")


def test_they_are_found_where_they_are_raised() -> None:
    assert {Paywalled.message, TooLarge.hint, "{written} is not a time of day."} <= TOLD
    assert {"Briefed here before: {title}", "on request", "The channel was deleted."} <= TOLD
    assert "There is room for you again in about {count} minutes." in TOLD
    assert len(TOLD) > 150


def test_none_is_put_together_past_the_translations() -> None:
    assert BY_HAND == (), "take translatable() or counted()"


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    known = LANGUAGES[language].tables[SENTENCES]
    assert sorted(TOLD - known.keys()) == [], f"say them in briefs/i18n/{language}.toml too"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_a_sentence_that_there_is_not(language: str) -> None:
    operators = {
        text
        for text in LANGUAGES[language].tables[SENTENCES]
        if "store" in text or "READOUT" in text
    }
    assert sorted(LANGUAGES[language].tables[SENTENCES].keys() - TOLD - operators) == []


def test_values_are_filled_in_and_sentences_among_them_translated() -> None:
    assert REFUSED == "There is no site named a.example."
    assert translated(REFUSED, "de") == "Es gibt keine Seite namens a.example."
    why = translatable("No feed could be read there: {reason}", reason=BadRequest().line)
    assert why == "No feed could be read there: That was not understood."
    assert translated(why, "de") == "Dort war kein Feed zu lesen: Das war nicht zu verstehen."


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (0, "about 0 minutes", "etwa 0 Minuten"),
        (1, "about 1 minute.", "etwa 1 Minute ist"),
        (2, "about 2 minutes", "etwa 2 Minuten"),
        (21, "about 21 minutes", "etwa 21 Minuten"),
    ],
)
def test_one_minute_is_no_minutes(count: int, english: str, german: str) -> None:
    sentence = counted(
        "There is room for you again in about {count} minute.",
        "There is room for you again in about {count} minutes.",
        count=count,
    )
    assert english in sentence
    assert german in translated(sentence, "de")


def test_what_somebody_wrote_stays() -> None:
    headline = "Cancelled."  # of an article; our own would be "Abgebrochen."
    assert translated(headline, "de") == headline
    sentence = translatable("Briefed here before: {title}", title=headline)
    assert translated(sentence, "de") == "Hier schon zusammengefasst: Cancelled."


@given(st.text())
def test_values_may_hold_anything(text: str) -> None:
    sentence = translatable("{written} is not a site.", written=text)
    assert sentence == f"{text} is not a site."
    assert translated(sentence, "de") == f"{text} ist keine Website."
    assert translated(text, "de") == text
    assert translated(sentence, "xx") == translated(sentence, "en") == sentence


@given(st.text(), st.integers())
def test_a_sentence_comes_back_as_it_was_stored(text: str, count: int) -> None:
    inner = translatable("{written} is not a site.", written=text)
    original = counted("{count} link: {why}", "{count} links: {why}", count=count, why=inner)
    back = from_json(Card, to_json(Card(CardKind.NOTICE, original, notes=(text, inner))))
    for sentence in (
        back.headline,
        pickle.loads(pickle.dumps(original)),
        sentence_from_text(sentence_to_text(original)),
    ):
        assert isinstance(sentence, Translatable)
        assert (str(sentence), sentence.template, sentence.values) == (
            str(original), original.template, original.values,
        )  # fmt: skip
        why = sentence.values["why"]
        assert isinstance(why, str)
        assert translated(why, "de") == f"{text} ist keine Website."
    assert back.notes == (text, inner)
    assert not isinstance(back.notes[0], Translatable)


def test_what_an_older_version_stored_can_be_read() -> None:
    old = '{"kind": "notice", "headline": "There is no site named a.example.", "notes": ["Check the address."]}'
    card = notice(from_json(Card, old), "de")
    assert (
        card.headline == "There is no site named a.example."
    )  # English: its template is not known
    assert translated(sentence_from_text("on request"), "de") == "auf Wunsch"
    assert sentence_from_text('{"text": broken') == '{"text": broken'


def test_a_notice_is_said_in_another_language_and_so_are_the_labels_of_a_briefing() -> None:
    line = CardLine((Run(translatable("The briefing")),), url="https://a.example")
    headline = translatable("Briefed here before: {title}", title="A pact")
    notice_card = Card(CardKind.NOTICE, headline, (CardPart("", (line,)),))
    german = notice(notice_card, "de")
    assert german.headline == "Hier schon zusammengefasst: A pact"
    assert german.parts[0].lines[0].text == "Die Zusammenfassung"
    assert notice(notice_card, "en") == notice_card
    briefing = card(river_accord())
    told = notice(from_json(Card, to_json(briefing)), "de")
    assert (told.headline, told.url) == (briefing.headline, briefing.url)
    labels = [part.label for part in (*briefing.parts, *briefing.detail)]
    german_labels = [part.label for part in (*told.parts, *told.detail)]
    assert german_labels == [translated(label, "de") for label in labels]
    assert not set(labels) & set(german_labels)
    assert briefing.source == "The Inland Post, 7 May 2026"
    assert told.source == "The Inland Post, 7. Mai 2026"
    lines = [part.lines for part in (*briefing.parts, *briefing.detail)]
    assert [part.lines for part in (*told.parts, *told.detail)] == lines


def test_every_label_of_ours_is_a_sentence_that_can_be_translated() -> None:
    ours = (*LABELS.values(), *CONTESTED.values(), REST, REPORTED, DIFFER, *MONTHS, *WEEKDAYS)
    assert all(isinstance(label, Translatable) for label in ours)


def test_no_key_of_a_store_stands_in_a_sentence() -> None:
    """A key says nothing to a person: a digest is named, or described by when it comes."""
    shown = {sentence for sentence in TOLD if "{key}" in sentence}
    for language in LANGUAGES.values():
        for table in language.tables.values():
            for name, entry in table.items():
                forms = [entry] if isinstance(entry, str) else entry.values()
                shown |= {name for form in forms if "{key}" in form}
    assert shown == set()
