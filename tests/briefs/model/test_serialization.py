"""Every value of the model survives the way to JSON and back."""

from __future__ import annotations

import dataclasses
import importlib
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs import model
from briefs.model.articles import Article, Page, Span
from briefs.model.briefings import Briefing
from briefs.model.cards import Card
from briefs.model.facts import Facts, Reading
from briefs.model.serialization import BadRecord, from_json, to_json
from briefs.model.stories import Contradiction, Fingerprint, Version, Witness

FAMILIES = ("articles", "facts", "briefings", "cards", "places", "messages", "stories")
VALUES = [
    kind
    for name in FAMILIES
    for kind in vars(importlib.import_module(f"{model.__name__}.{name}")).values()
    if isinstance(kind, type)
    and dataclasses.is_dataclass(kind)
    and kind.__module__ == f"{model.__name__}.{name}"
]

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC), allow_imaginary=False))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    Contradiction,
    # A contradiction has two versions or more, each of outlets of its own.
    st.builds(
        Contradiction,
        versions=st.tuples(
            *(
                st.builds(
                    Version,
                    words=st.just(words),
                    witnesses=st.tuples(st.builds(Witness, outlet=st.just(outlet))),
                )
                for words, outlet in (("eleven", "Post"), ("twelve", "Echo"))
            )
        ),
    ),
)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_round_trip(kind: type[object]) -> None:
    @settings(
        max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(st.from_type(kind))
    def same(value: object) -> None:
        text = to_json(value)
        assert "\n" not in text
        assert from_json(kind, text) == value
        assert to_json(from_json(kind, json.dumps(json.loads(text)))) == text

    same()


def test_bytes_that_are_no_text_survive() -> None:
    page = Page("a", "b", 200, "text/html", bytes(range(256)), datetime(2026, 5, 4, tzinfo=UTC))
    assert from_json(Page, to_json(page)) == page


def test_same_value_same_line() -> None:
    article = Article("https://example.org/a", "A title", "Some “text”.\n")
    assert to_json(article) == to_json(dataclasses.replace(article))
    assert "Some “text”" in to_json(article)


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (Span, '{"start": 1}', "end"),
        (Facts, "[]", "Facts"),
        (Briefing, "nonsense", "Briefing"),
        (Card, '{"kind": "poem", "headline": "x"}', "kind"),
        (Reading, "{}, {}", "Reading"),
    ],
)
def test_what_does_not_fit_is_refused(kind: type[object], text: str, says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        from_json(kind, text)


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(BadRecord) as caught:
        from_json(Span, '{"start": "a secret", "end": 2}')
    assert "a secret" not in str(caught.value)


def test_facts_of_an_older_version_lack_what_was_added_since() -> None:
    assert from_json(Facts, "{}") == Facts()


@pytest.mark.parametrize(
    ("stored", "event_keys"),
    [
        ('{"terms": [["pact", 1.0]], "deeds": ["met|kim|rad"], "day": null}', ("met|kim|rad",)),
        ('{"terms": [["pact", 1.0]], "event_keys": ["met|kim|rad"]}', ("met|kim|rad",)),
        ('{"terms": [["pact", 1.0]], "deeds": []}', ()),
        ('{"terms": [["pact", 1.0]]}', ()),
    ],
)
def test_a_field_that_was_renamed_is_read_from_what_an_older_program_wrote(
    stored: str, event_keys: tuple[str, ...]
) -> None:
    found = from_json(Fingerprint, stored)
    assert found == Fingerprint((("pact", 1.0),), event_keys=event_keys)
    assert "deeds" not in to_json(found)
