"""Takes pictures of Slack's messages: npm slack-blocks-to-jsx, headless Chromium.

    python -m tools.pictures.slack_picture [FOLDER]

The cards are those of the tests, of invented people; they are rendered for Slack.
"""

from __future__ import annotations

import json
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

from adapters.slack.phrases import ENGLISH
from adapters.slack.rendering import parts, render
from adapters.slack.views.forms import digest_view
from adapters.slack.views.home_view import HomeView, home_view
from adapters.slack.views.modals import evidence_view
from briefs.model.cards import Card
from briefs.model.chat import CitedSentence, Evidence, EvidenceLine, Home, Person
from briefs.model.delivery import Filters, PlaceSettings, Sources, Subscription
from briefs.model.places import Place
from briefs.model.subscription_forms import DigestSummary
from tests.fakes import slack_cards
from tests.fakes.delivery import stored_briefing
from tests.fakes.valley_news import valley_digest
from tools.pictures.page_picture import after_scripts, take

HERE = Path(__file__).parents[2]
TIME = "2026-05-07T09:41:00"


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


PICTURES: dict[str, tuple[Callable[[], list[list[Any]]], int, int]] = {
    "slack-briefing": (lambda: messages_of(slack_cards.briefing())[:1], 760, 320),
    "slack-thread": (lambda: messages_of(slack_cards.thirty_reactions())[:2], 760, 1500),
    "slack-digest": (lambda: messages_of(valley_digest()), 760, 960),
    "slack-stories": (lambda: messages_of(slack_cards.twelve_stories())[:1], 760, 900),
    "slack-names": (lambda: messages_of(slack_cards.strange_names()), 760, 420),
    "slack-long-title": (lambda: messages_of(slack_cards.long_title()), 760, 620),
    "slack-notice": (lambda: messages_of(slack_cards.notice()), 760, 220),
    "slack-evidence": (lambda: [evidence()], 760, 360),
    "slack-home": (lambda: [home()], 760, 910),
    "slack-form": (lambda: [form()], 760, 1000),
}


def main() -> None:
    """Arguments -> the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "docs" / "pictures"
    for name, (messages, width, height) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            made = page(messages(), Path(folder))
            take(made.as_uri(), out / f"{name}.png", width=width, height=height)


if __name__ == "__main__":
    main()
