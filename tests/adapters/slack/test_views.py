"""Windows and App Home: taken by Slack's types whatever the text in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

import pytest

from adapters.slack.actions import zones_like
from adapters.slack.home import home_view
from adapters.slack.modals import (
    digest_view,
    evidence_view,
    full_pages,
    full_view,
    of_message,
    paste_view,
    remembered,
    report_view,
)
from briefs.chatting import Evidence, Home, Person, Proven, Sentence
from briefs.delivery import Filters, Subscription
from briefs.model import CardLine, Place, Run
from briefs.newsroom import Planned
from tests.conftest import ROOT
from tests.fakes.delivery import kept
from tests.fakes.slack_cards import LIMITS, proof, thirty_reactions
from tests.fakes.slack_rules import shown, view_faults

MEMORY = of_message("C1", "1700000000.000100")
VECTORS = [
    one["input"] if one["input"] is not None else "x" * one.get("length", 8_000)
    for one in json.loads((ROOT / "tests" / "vectors" / "injection.json").read_text())["vectors"]
    if one["platform"] in {"slack", "both"}
]


def views(text: str) -> list[dict[str, Any]]:
    """Every window that shows foreign text, full of it."""
    line = CardLine((Run(text),), (proof(1),))
    sentences = (Sentence(proof(1), text, text), Sentence(proof(2), text))
    proven = (Proven(1, text, line, sentences), Proven(2, text, line, None))
    one = Subscription(
        "4f2a9c01",
        Place("slack", "T1", "C1"),
        "U1",
        "08:30",
        (0,),
        "Europe/Berlin",
        datetime(2026, 5, 1, tzinfo=UTC),
        filters=Filters(topics=(text,)),
    )
    home = Home((one,), (kept(text or "https://x.example/", title=text.strip() or "-"),))
    return [
        evidence_view(Evidence(text, proven, 1, 3), memory=MEMORY),
        report_view([text or "-"] * 3, memory=MEMORY),
        home_view(home, by=Person("U1", zone=text), own=(Planned(one, text),)),
    ]


@pytest.mark.parametrize("text", dict.fromkeys(VECTORS), ids=lambda text: repr(text)[:30])
def test_a_hostile_text_formats_nothing_in_a_window(text: str) -> None:
    for view in views(text):
        assert view_faults(view) == []


@pytest.mark.parametrize("name", LIMITS)
def test_a_full_list_has_pages_that_fit(name: str) -> None:
    card = LIMITS[name]()
    for page in range(len(full_pages(card))):
        assert view_faults(full_view(card, page, memory=MEMORY)) == []


def test_all_reactions_are_on_some_page() -> None:
    card = thirty_reactions()
    whole = type(card)(card.kind, card.headline, card.detail * 3)
    pages = [full_view(whole, page, memory=MEMORY) for page in range(len(full_pages(whole)))]
    assert len(pages) > 1
    words = "".join(shown(page["blocks"]) for page in pages)
    assert all(f"Delegate {n} " in words for n in range(1, 31))


def test_forms_are_taken_and_remember_their_message() -> None:
    for view in (
        digest_view(memory=MEMORY, zone="Europe/Berlin"),
        digest_view(memory=MEMORY, zone=None),
        paste_view(memory=MEMORY),
    ):
        assert view_faults(view) == []
        assert remembered(view) == {"channel": "C1", "message": "1700000000.000100"}


def test_what_others_digests_are_about_is_not_told() -> None:
    secret = "the merger"
    one = Subscription(
        "4f2a9c01",
        Place("slack", "T1", "C1"),
        "U2",
        "08:30",
        (0,),
        "UTC",
        datetime(2026, 5, 1, tzinfo=UTC),
        filters=Filters(topics=(secret,)),
    )
    view = home_view(Home((one,), ()), by=Person("U1"), own=())
    assert secret not in json.dumps(view)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("new y", "America/New_York"), ("kolk", "Asia/Kolkata"), ("europe/ber", "Europe/Berlin")],
)
def test_zones_are_found_by_city(typed: str, first: str) -> None:
    assert zones_like(typed)[0] == first
    assert set(zones_like(typed)) <= available_timezones()
