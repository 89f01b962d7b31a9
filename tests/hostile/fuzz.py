"""What strangers write, through everything that reads it: no fault, no hang, the same twice.

Each target takes bytes and must end, with a value or a ReadoutError. hypothesis tries a fixed number of
seeded examples of each in `make check`; `python -m tests.hostile.fuzz SECONDS` goes on for so long, with
atheris where `make soak` could install it (it follows the branches of the code), else with hypothesis.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

import pytest

from adapters.discord import rendering as discord
from adapters.feeds.discovery import feeds_at
from adapters.feeds.feed_parser import parse_feed
from adapters.feeds.opml import read_opml, write_opml
from adapters.pages.extraction import article_from_text, extract_article
from adapters.pages.interstitials import interstitial_target
from adapters.slack import rendering as slack
from bot.settings import BadSettings, load, variables
from bot.subscription_rules import parse_sites, parse_time, parse_words, parse_zone
from briefs.briefing.compose_briefing import brief
from briefs.cards.briefing_card import card
from briefs.cards.digest_card import digest_card
from briefs.digest.compose_digest import compose
from briefs.errors import BadRequest, ReadoutError
from briefs.i18n.weekdays import parse_weekdays
from briefs.links.canonical import article_address, canonical_key, links_in, site_name
from briefs.links.sanitizing import plain, safe_url
from briefs.model.articles import Article, Page
from briefs.model.briefings import Briefing
from briefs.model.cards import Card
from briefs.model.facts import Reading
from briefs.model.places import Place
from briefs.model.serialization import from_json, to_json
from briefs.model.stories import DigestCandidate
from briefs.stories.fingerprints import fingerprint
from tests.conftest import ROOT
from tests.fakes.briefings import plain_briefing
from tests.fakes.slack_rules import posted_faults

AT = datetime(2026, 5, 4, tzinfo=UTC)
Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {}
FINDS = ROOT / ".cache" / "fuzz"
RSS = "application/rss+xml"


def target(function: Target) -> Target:
    """Take a function among the targets; a ReadoutError is a proper end."""

    def ends(data: bytes) -> None:
        try:
            function(data)
        except ReadoutError as error:
            told_in_one_line(str(error))

    TARGETS[function.__name__] = ends
    return ends


def told_in_one_line(words: str) -> None:
    """What a reader is told is one line, and not empty."""
    assert words
    assert "\n" not in words


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def page_of(data: bytes, kind: str) -> Page:
    return Page("https://a.example/x", "https://a.example/x", 200, kind, data, AT)


@target
def addresses(data: bytes) -> None:
    """An address, its key, and the address that may be shown; each of them twice."""
    words = text_of(data)
    safe = safe_url(words)
    assert safe is None or safe_url(safe) == safe
    site_name(words)
    assert article_address(words) == article_address(words)


@target
def sanitizing(data: bytes) -> None:
    """Text is clean after one pass."""
    cleaned = plain(text_of(data))
    cleaned.encode()
    assert plain(cleaned) == cleaned


@target
def doors(data: bytes) -> None:
    """Page -> where it leads."""
    further = interstitial_target(page_of(data, "text/html"))
    assert further is None or further.startswith(("http://", "https://"))


@target
def pages(data: bytes) -> None:
    """Page -> article, the same twice."""
    page = page_of(data, "text/html; charset=utf-8")
    assert extract_article(page) == extract_article(page)


@target
def messages(data: bytes) -> None:
    """A message -> its links, each with one key, in either chat's way to write them."""
    words = text_of(data)
    for link in (*links_in(words), *links_in(words, angled="link")):
        key = canonical_key(link)
        assert canonical_key(key) == key
        assert article_address(link).startswith(("http://", "https://"))


@target
def feeds(data: bytes) -> None:
    """Feed -> entries, and page -> its feeds."""
    with suppress(ReadoutError):
        assert all(item.url.startswith("http") for item in parse_feed(page_of(data, RSS)).items)
    assert all(url.startswith("http") for url in feeds_at(page_of(data, RSS)))


@target
def feed_lists(data: bytes) -> None:
    """A list of feeds, which comes back as it was written."""
    listed = read_opml(data)
    assert read_opml(write_opml(listed)) == listed


@target
def typed(data: bytes) -> None:
    """What people type of a digest: a value, or one line that names a way that works."""
    words = text_of(data)[:200]
    for parse in (parse_time, parse_weekdays, parse_zone, parse_sites, parse_words):
        try:
            parse(words)
        except BadRequest as error:
            told_in_one_line(str(error))
            told_in_one_line(str(error.hint))


@target
def payloads(data: bytes) -> None:
    """A briefing that says it everywhere -> what each platform takes."""
    words = text_of(data)[:2_000] or "x"
    taken(card(plain_briefing(words, url="https://ours.example/a")))


def taken(whole: Card) -> None:
    """Each platform takes every message of a card."""
    for part in slack.parts(whole):
        assert posted_faults(slack.render(part)) == []
    for part in discord.parts(whole):
        json.dumps(discord.render(part, nonce="0")).encode()


@target
def settings(data: bytes) -> None:
    """Any variables -> settings, or one message that repeats none of their values."""
    parts = text_of(data).split("\n")
    names = variables()
    given = {names[len(part) % len(names)]: part for part in parts if part}
    try:
        load(given)
    except BadSettings as error:
        told_in_one_line(str(error).partition(":\n")[0])


@cache
def _reader() -> Callable[[Article], Reading]:
    from adapters.language.reader import load_reader

    return load_reader().read


@target
def briefings(data: bytes) -> None:
    """Text -> facts -> briefing, which survives the store -> digest; each platform takes both."""
    words = text_of(data)[:3_000]
    candidates = []
    for outlet in ("a", "b"):
        article = article_from_text(words, url=f"https://{outlet}.example/x")
        reading = _reader()(article)
        ours = brief(article, reading)
        assert from_json(Briefing, to_json(ours)) == ours
        taken(card(ours))
        candidates.append(DigestCandidate(ours, fingerprint(article, reading), AT))
    taken(digest_card(compose(Place("web", "", "page"), None, fresh=candidates)))


SEEDS = (
    b"<html lang=en><title>T</title><p>The council of Ostrey met on Monday, Mayor Ida Brandt said.</p>",
    b"<rss><channel><title>T</title><item><link>https://a.example/1</link></item></channel></rss>",
    b"https://user@a.example:80/%zz/../?utm_source=x&q=%00#f",
    "“We agree,” said Ada Bell, president of Ostrey. Vell and Ostrey signed a ferry pact.".encode(),
    b'<meta http-equiv="refresh" content="0;url=//b.example"><script type="application/ld+json">{"@type":"NewsArticle"',
    b"\xff\xfe\x00\xed\xa0\x80\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9 \xe2\x80\xae<!channel> @everyone [a](b)",
    b"<https://a.example/x|label> https://b.example/y, (http://c.example/z) ||https://d.example||",
    b'<opml version="2.0"><body><outline text="T" xmlUrl="https://a.example/feed"/></body></opml>',
    b"mon-fri 08:30 Europe/Berlin, 8 am New York; daily; -a.example, b.example",
    b"8484\n0.0.0.0\nsqlite+aiosqlite:///x\nfd00::/8,10.0.0.0/8\n\n-1",
)


def with_atheris(name: str, seconds: float) -> int:
    """One target under libFuzzer, in a process of its own; what it finds is kept in FINDS."""
    FINDS.mkdir(parents=True, exist_ok=True)
    code = (
        "import sys, atheris\n"
        "with atheris.instrument_imports(include=['briefs', 'adapters', 'bot']):\n"
        "    from tests.hostile import fuzz\n"
        f"atheris.Setup([sys.argv[0], '-max_total_time={int(seconds)}', '-max_len=4096', '-timeout=20',"
        f" '-artifact_prefix={FINDS}/'], fuzz.TARGETS[{name!r}])\n"
        "atheris.Fuzz()\n"
    )
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


def with_hypothesis(name: str, seconds: float) -> int:
    """One target with mutated seeds, until the time is up."""
    from hypothesis import HealthCheck, given
    from hypothesis import settings as bounds

    from tests.hostile.test_fuzz import MUTATED

    end = time.monotonic() + seconds
    while time.monotonic() < end:

        @bounds(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
        @given(MUTATED)
        def some(data: bytes) -> None:
            TARGETS[name](data)

        some()
    return 0


def tried(run: Callable[[str, float], int], name: str, seconds: float) -> str:
    """One target -> "nothing", or what came of it; a find does not end the others."""
    try:
        return "a find" if run(name, seconds) else "nothing"
    except pytest.skip.Exception as lacking:  # what this machine lacks is told, and is no find
        return f"left out: {lacking}"
    except Exception:
        traceback.print_exc()
        return "a find"


def main() -> int:
    """Share the seconds among the targets -> 0 if nothing was found."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3_600.0
    run = with_atheris if importlib.util.find_spec("atheris") else with_hypothesis
    came: dict[str, str] = {}
    for name in TARGETS:
        print(f"fuzzing {name} for {seconds / len(TARGETS):.0f} s", flush=True)
        came[name] = tried(run, name, seconds / len(TARGETS))
    print("\n".join(f"{name}: {what}" for name, what in came.items()))
    return int("a find" in came.values())


if __name__ == "__main__":
    sys.exit(main())
