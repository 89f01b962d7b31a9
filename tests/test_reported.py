"""Troubles that people reported of other tools: each input once, as one table of what is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.feeds import parse_feed
from adapters.pages.extraction import article_from_text, extract_article
from adapters.terminal.sources import is_link, saved_page
from bot import settings, slots
from bot.subscription_rules import parse_words, wanted
from briefs.errors import ReadoutError
from briefs.links.canonical import canonical_key, links_in
from briefs.links.sanitizing import plain
from briefs.model.articles import Article, Page, Verdict
from briefs.model.delivery import Filters
from tests.conftest import ROOT
from tests.contracts.test_subscriptions import SUB
from tests.fakes.briefings import plain_briefing

FOLDER = ROOT / "tests" / "corpus" / "reported"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
STORY = "https://news.example.org/story-"


def text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def page(name: str, *, url: str = "https://www.dailypaper.example/world/ports") -> Page:
    return Page(url, url, 200, "", (FOLDER / name).read_bytes(), NOW)


def article(name: str, *, url: str = "https://www.dailypaper.example/world/ports") -> Article:
    sent = replace(page(f"{name}.html", url=url), content_type="text/html; charset=utf-8")
    return extract_article(sent)


def verdict(name: str) -> Verdict | str:
    try:
        return article(name).verdict
    except ReadoutError as error:
        return error.kind


# --------------------------------------------------------------------------------- pages


def test_no_number_changes() -> None:
    text = article("superscript").text
    assert "10⁶" in text
    assert "in 2019 by" in text
    assert "106" not in text
    assert "20193" not in text


def test_only_what_the_page_shows() -> None:
    assert "in secret" not in article("hidden_text").text


@pytest.mark.parametrize(
    ("name", "url", "want"),
    [
        ("headline_site_word", "https://norlandpost.example/a", "Norland – Ostrey border talks resume in Vell"),
        ("headline_bars", "https://ostreytimes.example/a", "Ostrey | Norland | Vell: three ports, one treaty"),
        ("headline_dashes", "https://dailypaper.example/a", "Trade talks – round 3 – end without a date"),
    ],
)  # fmt: skip
def test_the_whole_headline(name: str, url: str, want: str) -> None:
    assert article(name, url=url).title == want


def test_drop_caps_are_part_of_their_words() -> None:
    text = article("drop_cap").text
    assert "W e are" not in text
    assert "The two sides" in text
    assert "\nT\n" not in f"\n{text}\n"


@pytest.mark.parametrize("name", ["paywall_offer", "paywall_part", "paywall_rest"])
def test_a_stub_must_be_paid_for(name: str) -> None:
    assert verdict(name) == Verdict.PAYWALLED


@pytest.mark.parametrize("name", ["linked_data_several", "linked_data_related_first"])
def test_the_json_ld_of_this_page(name: str) -> None:
    extracted = article(name)
    assert "Bo Falk" not in extracted.authors
    assert "Guest Writer" not in extracted.authors
    assert (extracted.published or "")[:10] not in ("2025-01-01", "2024-02-02")


def test_the_name_of_the_site_is_no_headline() -> None:
    assert article("linked_data_named_site").title == "Harbour treaty signed"


def test_no_words_about_cookies_in_place_of_the_article() -> None:
    extracted = article("cookie_text_aside")
    assert extracted.verdict is Verdict.ARTICLE
    assert "cookie" not in extracted.text.lower()
    assert len(extracted.text.split("\n")) == 4


@pytest.mark.parametrize("name", ["fragment", "no_head", "page_named.txt"])
def test_markup_is_known_without_its_frame(name: str) -> None:
    extracted = extract_article(saved_page(str(FOLDER / name), now=NOW))
    assert "<" not in extracted.title + extracted.text


# --------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("invisible_characters.txt", [f"{STORY}{n}" for n in range(1, 7)]),
        ("emphasised_links.txt", [f"{STORY}{n}" for n in range(1, 5)]),
        (
            "bracketed_links.txt",
            [
                "https://en.wikipedia.org/wiki/Ostrey_(city)",
                "https://news.example.org/a_(b)_c",
                "https://news.example.org/a_(b)",
                "https://news.example.org/d",
            ],
        ),
    ],
)
def test_links_as_they_were_pasted(name: str, want: list[str]) -> None:
    assert list(links_in(text(name))) == want


@pytest.mark.parametrize("name", ["share_trackers.txt", "escaped_ampersands.txt"])
def test_each_pair_is_the_same_article(name: str) -> None:
    for pair in text(name).splitlines():
        one, other = pair.split()
        assert canonical_key(one) == canonical_key(other), pair


# --------------------------------------------------------------------------------- feeds


@pytest.mark.parametrize(
    ("name", "items"), [("same_guid.xml", 4), ("same_guid_partly.xml", 4), ("same_guid.json", 3)]
)
def test_items_that_share_an_identifier(name: str, items: int) -> None:
    assert len({item.ident for item in parse_feed(page(name)).items}) == items


def test_slashes_in_a_date_never_make_another_day() -> None:
    days = {
        item.title: (item.published or "")[:10]
        for item in parse_feed(page("slash_dates.xml")).items
    }
    assert min(filter(None, days.values())) == "2026-05-09"
    assert set(days.values()) <= {"2026-05-09", "2026-05-12", ""}


@pytest.mark.parametrize("name", ["oldest_first.xml", "oldest_first_undated.xml"])
def test_the_newest_item_is_read(name: str) -> None:
    titles = [item.title for item in parse_feed(page(name)).items]
    assert "Story 129" in titles
    assert "undated" in name or titles[0] == "Story 129"


def test_relative_links_of_a_feed() -> None:
    found = parse_feed(page("relative_links.xml", url="https://www.example.org/feed")).items
    assert [item.url for item in found] == [
        "https://www.example.org/blog/one",
        "https://www.example.org/blog/two.html",
    ]


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    first, second, *_ = parse_feed(
        page("broken_feed.xml", url="https://www.example.org/feed")
    ).items
    assert (first.title, first.url) == (
        "Ostrey & Norland sign treaty",
        "https://www.example.org/?a=1&b=2",
    )
    assert second.title == "“Café” talks"


# ----------------------------------------------------------------------------- schedules


@pytest.mark.parametrize(
    ("zone", "at", "days", "local_date"),
    [
        ("Europe/Berlin", "02:30", range(7), date(2026, 3, 29)),
        ("Europe/Berlin", "02:30", range(7), date(2026, 10, 25)),
        ("America/New_York", "08:00", range(7), date(2026, 3, 8)),
        ("Australia/Brisbane", "08:00", range(5), date(2024, 3, 22)),
        ("Africa/Cairo", "00:00", range(7), date(2026, 4, 24)),
    ],
)
def test_one_digest_for_each_local_date(zone: str, at: str, days: range, local_date: date) -> None:
    subscription = replace(SUB, zone=zone, local_time=at, weekdays=tuple(days), paused=None)
    before = datetime(local_date.year, local_date.month, local_date.day, tzinfo=UTC)
    coming = slots.upcoming(subscription, before.replace(day=local_date.day - 2), 6)
    dates = [slot.local_date for slot in coming]
    assert len(dates) == len(set(dates))
    assert local_date.isoformat() in dates
    assert all(date.fromisoformat(one).weekday() in days for one in dates)


# --------------------------------------------------------------------------------- words


def test_emoji_stay_whole() -> None:
    extracted = article_from_text(text("emoji.txt"), url="urn:emoji")
    for sign in (
        "👩‍🚒",
        "❤️",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "👨‍👩‍👧",
    ):
        assert sign in extracted.text
        assert sign in plain(extracted.text)


@pytest.mark.parametrize("word", text("decomposed_topics.txt").split())
@pytest.mark.parametrize("accents", ["Zoë Müller", "Zoe\u0308 Mu\u0308ller"])
def test_both_forms_of_a_word_are_the_same(word: str, accents: str) -> None:
    briefing = plain_briefing(f"Ostrey mayor {accents} met the envoy of Côte d’Ivoire.")
    assert wanted(briefing, Filters(topics=parse_words(word)))


# -------------------------------------------------------------------------- command line


@pytest.mark.parametrize("name", ["www.ostrey-story.txt", "http:story.txt"])
def test_a_file_that_is_there_is_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_link(name)
    Path(name).write_text("Harbour treaty signed\n\nThe ministers met in Vell on Monday.")
    assert not is_link(name)


@pytest.mark.parametrize("name", ["settings_with_mark.env", "settings_in_lower_case.env"])
def test_a_setting_that_is_wrong_is_told(name: str) -> None:
    with pytest.raises(settings.BadSettings, match=r"(?i)readout_port"):
        settings.load({}, dotenv=FOLDER / name)
