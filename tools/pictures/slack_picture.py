"""Takes pictures of Slack's messages: npm slack-blocks-to-jsx, headless Chromium.

    python -m tools.pictures.slack_picture [FOLDER]

Into a folder go all pictures, each as on a desktop and on a phone; else those of the documents.
The cards are those of the tests, of invented people.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from adapters.slack.phrases import ENGLISH
from adapters.slack.rendering import parts, render
from adapters.slack.views.digest_list import list_blocks
from adapters.slack.views.forms import digest_view, own_view
from adapters.slack.views.home_view import HomeView, home_view
from adapters.slack.views.modals import evidence_view, full_view
from bot.slots import between
from briefs.cards.briefing_card import card
from briefs.cards.briefing_card import parts as listed_parts
from briefs.i18n.schedules import schedule_line
from briefs.model.cards import Card
from briefs.model.chat import CitedSentence, Evidence, EvidenceLine, Home, Person
from briefs.model.delivery import ON_REQUEST, Filters, PlaceSettings, Sources, Subscription
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary
from tests.fakes import slack_cards
from tests.fakes.briefings import river_accord
from tests.fakes.delivery import stored_briefing
from tests.fakes.valley_news import valley_digest
from tools.pictures.page_picture import after_scripts

HERE = Path(__file__).parents[2]
TIME = "2026-05-07T09:41:00"
NOON = datetime(2026, 5, 7, 10, tzinfo=UTC)


def page(messages: list[list[Any]], folder: Path) -> Path:
    """Blocks of messages -> a page that shows them."""
    node = shutil.which("node")
    if node is None:
        sys.exit("Node.js is needed to show the messages.")
    payload = json.dumps([{"blocks": blocks, "time": TIME} for blocks in messages])
    done = subprocess.run(
        [node, str(HERE / "tests" / "node" / "slack_picture.mjs")],
        input=payload,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "TZ": "Europe/Berlin"},
    )
    path = folder / "page.html"
    path.write_text(done.stdout)
    return path


HEIGHTS = """<script>
const messages = [...document.body.children].filter(one => !/^(SCRIPT|STYLE)$/.test(one.tagName))
document.title = JSON.stringify(messages.map(one => one.getBoundingClientRect().height))
</script>"""


def heights(messages: list[list[Any]], *, width: int = 390) -> list[float]:
    """Blocks of messages -> how high each is in pixels on a screen so wide."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = page(messages, Path(folder))
        # Chromium has no window that is narrower than 500 pixels.
        narrow = f"<style>body {{ box-sizing: border-box; width: {width}px }}</style>"
        made.write_text(made.read_text().replace("</body>", f"{narrow}{HEIGHTS}</body>"))
        shown = after_scripts(made.as_uri())
    found = re.search(r"<title>(.*?)</title>", shown)
    assert found is not None, "the page has no title"
    measured: list[float] = json.loads(found[1])
    return measured


def messages_of(card: Card) -> list[list[Any]]:
    """A card as the messages that it becomes."""
    return [render(part)["blocks"] for part in parts(card)]


def evidence() -> list[Any]:
    """A page of evidence."""
    said = (
        "Ada Brandt met Ivo Marsh in the town hall of Veldmark on Tuesday.",
        "They signed a river accord that opens the locks to both fleets.",
        "“The river has two banks and one current,” Brandt said after the signing.",
    )
    card = slack_cards.briefing()
    lines = [(part.label, line) for part in card.parts for line in part.lines]
    proven = tuple(
        EvidenceLine(number, label, line, (CitedSentence(line.proofs[0], words, slack_cards.URL),))
        for number, ((label, line), words) in enumerate(zip(lines, said, strict=False), 1)
    )
    page = Evidence(card.headline, proven, 0, 2)
    found: list[Any] = evidence_view(page, ENGLISH, memory="{}")["blocks"]
    return found


def digest(key: str, channel: str, days: tuple[int, ...]) -> Subscription:
    """A digest of a channel at half past eight."""
    place = Place("slack", "T1", channel)
    zone, since = "Europe/Berlin", datetime(2026, 5, 1, tzinfo=UTC)
    return Subscription(key, place, "U1", "08:30", days, zone, since, Sources(), Filters())


def home() -> list[Any]:
    """App Home of an admin with a digest of their own and one in a channel."""
    recent = (stored_briefing(slack_cards.URL, title=slack_cards.briefing().headline),)
    own = replace(digest("4f2a9c01", "@U1", (0, 1, 2, 3, 4)), name="Harbour news")
    shown = HomeView(
        home=Home((digest("4f2a9c02", "C1", tuple(range(7))),), recent),
        by=Person("U1", admin=True, zone="Europe/Berlin"),
        own=PlaceSettings(),
        mine=[DigestSummary(own, "", comes_at=datetime(2026, 5, 5, 6, 30, tzinfo=UTC))],
        may=frozenset({"C1"}),
        open=frozenset({"C1"}),
    )
    found: list[Any] = home_view(shown, ENGLISH)["blocks"]
    return found


def form() -> list[Any]:
    """The form of a new digest."""
    found: list[Any] = digest_view(ENGLISH, memory="{}", zone="Europe/Berlin")["blocks"]
    return found


def full_list() -> list[Any]:
    """The first page of a full list, as `ReplyRequests.full` makes it."""
    briefing = river_accord()
    listed = replace(card(briefing), parts=listed_parts(briefing.full), more=0, notes=())
    found: list[Any] = full_view(listed, 0, ENGLISH, memory="{}")["blocks"]
    return found


def digests() -> list[Any]:
    """The list of a channel's digests: a daily one, and one with topics that is paused."""
    named = replace(digest("4f2a9c02", "C1", (0, 1, 2, 3, 4)), name="Morning news")
    topics = Filters(topics=("ferry", "tram"))
    other = replace(
        digest("4f2a9c03", "C1", (4,)), name="Harbour", filters=topics, paused=ON_REQUEST
    )
    slot = next(between(named, NOON))
    shown = [
        DigestSummary(named, schedule_line(named, "en"), (slot,), slot.due_at),
        DigestSummary(other, schedule_line(other, "en")),
    ]
    return list_blocks(shown, ENGLISH, change=frozenset({named.key, other.key}))


def settings() -> list[Any]:
    """The form of a person's own settings."""
    found: list[Any] = own_view(ENGLISH, PlaceSettings())["blocks"]
    return found


PICTURES: dict[str, tuple[Callable[[], list[list[Any]]], int]] = {
    "slack-briefing": (lambda: messages_of(slack_cards.briefing())[:1], 320),
    "slack-thread": (lambda: messages_of(slack_cards.thirty_reactions())[:2], 0),
    "slack-digest": (lambda: messages_of(valley_digest()), 960),
    "slack-stories": (lambda: messages_of(slack_cards.twelve_stories())[:1], 0),
    "slack-names": (lambda: messages_of(slack_cards.strange_names()), 0),
    "slack-long-title": (lambda: messages_of(slack_cards.long_title()), 0),
    "slack-notice": (lambda: messages_of(slack_cards.notice()), 0),
    "slack-evidence": (lambda: [evidence()], 0),
    "slack-list": (lambda: [full_list()], 0),
    "slack-digests": (lambda: [digests()], 0),
    "slack-home": (lambda: [home()], 0),
    "slack-settings": (lambda: [settings()], 0),
    "slack-form": (lambda: [form()], 0),
}
"""Name -> messages, and the height at which the picture is cut; 0: nothing is cut off."""

DOCUMENTED = ("slack-briefing", "slack-digest", "slack-evidence", "slack-home")
"""The pictures of the documents, on a desktop."""

WIDTHS = {"": 760, "-phone": 390}


def snap(address: str, file: Path, *, width: int, height: int) -> None:
    """A page's address -> its picture, so wide, and so high or as high as it is (`height` 0).

    Chromium itself makes no window narrower than 500 pixels, so playwright draws the page.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page_ = browser.new_page(viewport={"width": width, "height": height or 100})
        page_.goto(address)
        page_.screenshot(path=file, full_page=not height)
        browser.close()


def main() -> None:
    """Arguments -> the pictures: those of the documents, or into a folder all of them."""
    everything = len(sys.argv) > 1
    out = Path(sys.argv[1]) if everything else HERE / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    for name in PICTURES if everything else DOCUMENTED:
        messages, height = PICTURES[name]
        with tempfile.TemporaryDirectory() as folder:
            made = page(messages(), Path(folder))
            for device, width in WIDTHS.items() if everything else [("", WIDTHS[""])]:
                cut = 0 if device else height
                snap(made.as_uri(), out / f"{name}{device}.png", width=width, height=cut)


if __name__ == "__main__":
    main()
