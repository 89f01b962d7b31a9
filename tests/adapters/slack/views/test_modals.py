"""Windows and App Home: valid for Slack's types, whatever their text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import available_timezones

import pytest

from adapters.slack.listeners.digest_windows import zones_like
from adapters.slack.phrases import phrases_for
from adapters.slack.rendering import render
from adapters.slack.views.digest_list import digest_buttons
from adapters.slack.views.forms import digest_view, own_view, who_view
from adapters.slack.views.home_view import HomeView, home_view
from adapters.slack.views.modals import (
    evidence_view,
    full_pages,
    full_view,
    of_message,
    paste_view,
    preview_view,
    remembered,
    report_view,
)
from briefs.cards.briefing_card import LABELS, card
from briefs.cards.digest_card import DIFFER
from briefs.i18n.phrases import Phrases
from briefs.model.briefings import Part
from briefs.model.cards import Card, CardKind, CardLine, Run, Tone
from briefs.model.chat import CitedSentence, Evidence, EvidenceLine, Home, Person
from briefs.model.delivery import EditRights, Filters, PlaceSettings, Subscription
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary
from tests.fakes.briefings import river_accord
from tests.fakes.delivery import stored_briefing
from tests.fakes.slack_cards import LIMITS, proof, thirty_reactions
from tests.fakes.slack_rules import shown, view_faults
from tests.vectors import TEXTS

MEMORY = of_message("C1", "1700000000.000100")
VECTORS = [
    one["input"] if one["input"] is not None else "x" * one.get("length", 8_000)
    for one in TEXTS
    if one["platform"] in {"slack", "both"}
]


SPOKEN = [phrases_for("en-US"), phrases_for("de-DE")]
IN_EACH = pytest.mark.parametrize("say", SPOKEN, ids=["en", "de"])


def views(text: str, say: Phrases) -> list[dict[str, Any]]:
    """Every window that shows foreign text, with `text` in each place."""
    line = CardLine((Run(text),), (proof(1),))
    sentences = (CitedSentence(proof(1), text, text), CitedSentence(proof(2), text))
    proven = (EvidenceLine(1, text, line, sentences), EvidenceLine(2, text, line, None))
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
    home = Home((one,), (stored_briefing(text or "https://x.example/", title=text.strip() or "-"),))
    return [
        evidence_view(Evidence(text, proven, 1, 3), say, memory=MEMORY),
        report_view([text or "-"] * 3, say, memory=MEMORY),
        home_view(
            shown_to(
                home, zone=text, mine=(DigestSummary(replace(one, key="5a", name=text), text),)
            ),
            say,
        ),
    ]


def shown_to(home: Home, *, zone: str = "UTC", admin: bool = True, **more: Any) -> HomeView:
    """App Home as it is shown to an admin, who may do everything."""
    channels = frozenset(one.place.channel for one in home.subscriptions)
    by = Person("U1", admin=admin, zone=zone)
    return HomeView(home=home, by=by, own=PlaceSettings(), may=channels, open=channels, **more)


@IN_EACH
@pytest.mark.parametrize("text", dict.fromkeys(VECTORS), ids=lambda text: repr(text)[:30])
def test_a_hostile_text_formats_nothing_in_a_window(text: str, say: Phrases) -> None:
    for view in views(text, say):
        assert view_faults(view) == []


@pytest.mark.parametrize("name", LIMITS)
def test_a_full_list_and_a_preview_have_pages_that_fit(name: str) -> None:
    card = LIMITS[name]()
    for page in range(len(full_pages(card))):
        for view in (full_view, preview_view):
            assert view_faults(view(card, page, SPOKEN[1], memory=MEMORY)) == []


def test_all_reactions_are_on_some_page() -> None:
    card = thirty_reactions()
    whole = type(card)(card.kind, card.headline, card.detail * 3)
    pages = [
        full_view(whole, page, SPOKEN[0], memory=MEMORY) for page in range(len(full_pages(whole)))
    ]
    assert len(pages) > 1
    words = "".join(shown(page["blocks"]) for page in pages)
    assert all(f"Delegate {n} " in words for n in range(1, 31))


@IN_EACH
def test_forms_are_taken_and_remember_their_message(say: Phrases) -> None:
    for view in (
        digest_view(say, memory=MEMORY, zone="Europe/Berlin"),
        digest_view(say, memory=MEMORY, zone=None, own=True),
        paste_view(say, memory=MEMORY, private=True),
    ):
        assert view_faults(view) == []
        assert remembered(view) == {"channel": "C1", "message": "1700000000.000100"}
    for view in (
        own_view(say, PlaceSettings()),
        own_view(say, PlaceSettings(language="de", zone="Asia/Kolkata", private=True, quiet=True)),
        *(who_view(say, chosen, EditRights.CREATORS) for chosen in (None, *EditRights)),
    ):
        assert view_faults(view) == []


def test_a_home_with_more_digests_than_it_has_room_for_is_taken() -> None:
    many = tuple(
        Subscription(
            f"4f2a9c{number:02}",
            Place("slack", "T1", f"C{number}"),
            "U1",
            "08:30",
            (0,),
            "UTC",
            datetime(2026, 5, 1, tzinfo=UTC),
        )
        for number in range(60)
    )
    home = Home(many, tuple(stored_briefing(f"https://x.example/{n}") for n in range(10)))
    view = home_view(
        shown_to(home, mine=[DigestSummary(replace(one, key=f"m{one.key}"), "") for one in many]),
        SPOKEN[1],
    )
    assert view_faults(view) == []
    assert "48 weitere" in shown(view["blocks"])


def test_who_is_no_admin_sees_no_settings_of_the_workspace() -> None:
    for admin in (True, False):
        view = home_view(shown_to(Home((), ()), admin=admin), SPOKEN[0])
        assert ("Who may change" in shown(view["blocks"])) is admin


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
        name="Harbour news",
    )
    shown_here = shown_to(Home((one,), ()))
    view = home_view(shown_here, SPOKEN[0])
    assert secret not in json.dumps(view)
    assert "Harbour news · 08:30 UTC, Mon" in shown(view["blocks"])
    private = home_view(replace(shown_here, open=frozenset()), SPOKEN[0])
    assert "Harbour" not in json.dumps(private)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("new y", "America/New_York"), ("kolk", "Asia/Kolkata"), ("europe/ber", "Europe/Berlin")],
)
def test_zones_are_found_by_city(typed: str, first: str) -> None:
    assert zones_like(typed)[0] == first
    assert set(zones_like(typed)) <= available_timezones()


def test_labels_are_german_and_what_is_quoted_stays() -> None:
    say = phrases_for("de-DE")
    briefing = card(river_accord())
    full = shown(full_view(briefing, 0, say, memory=MEMORY)["blocks"])
    differ = CardLine((Run(DIFFER), Run("killed 12 people", Tone.QUOTE)), (proof(1),))
    evidence = Evidence("", (EvidenceLine(1, LABELS[Part.HAPPENED], differ, None),), 0, 1)
    proven = shown(evidence_view(evidence, say, memory=MEMORY)["blocks"])
    posted = render(briefing, say)
    for words in (full, shown(posted["blocks"]), str(posted["text"])):
        assert "Was geschah" in words
        assert "What happened" not in words
        assert "The Inland Post, 7. Mai 2026" in words
    assert "1. Was geschah: " in proven
    assert "Uneins: killed 12 people" in proven


def test_an_article_opens_from_where_its_headline_is_not() -> None:
    say, url = phrases_for("de"), "https://a.example/1"
    line = CardLine((Run("They agreed."),))
    sentence = CitedSentence(proof(1), "They agreed.", url)
    proven = Evidence("Head", (EvidenceLine(1, "", line, (sentence,)),), 0, 1)
    failed = Card(CardKind.NOTICE, "The page cannot be read", url=url)
    article = card(river_accord())
    views = [
        evidence_view(proven, say, memory="{}"),
        full_view(replace(article, parts=article.detail), 0, say, memory="{}"),
    ]
    assert [view_faults(view) for view in views] == [[], []]
    assert opened(views[0]["blocks"]) == [url]
    assert opened(views[1]["blocks"]) == [article.url]
    assert opened(render(failed, say)["blocks"]) == [url]
    assert opened(render(article, say)["blocks"]) == [], "the headline is the link"
    assert opened(render(replace(failed, url="javascript:alert(1)"), say)["blocks"]) == []


def test_a_paused_digest_is_resumed_not_skipped() -> None:
    one = Subscription(
        "4f2a9c01", Place("slack", "T1", "C1"), "U1", "08:30", (0,), "UTC", datetime(2026, 5, 1, tzinfo=UTC)
    )  # fmt: skip
    verbs = {
        paused: [
            each["action_id"].rpartition("_")[2]
            for each in digest_buttons(
                replace(one, paused=paused), phrases_for("en"), preview=True, change=True
            )["elements"]
        ]
        for paused in (None, "On request.")
    }
    assert verbs[None] == ["preview", "edit", "pause", "skip", "remove"]
    assert verbs["On request."] == ["preview", "edit", "resume", "remove"]


def opened(blocks: list[dict[str, Any]]) -> list[str]:
    """Addresses of the link buttons in rows of buttons."""
    rows = [one["elements"] for one in blocks if one["type"] == "actions"]
    return [one["url"] for row in rows for one in row if "url" in one]
