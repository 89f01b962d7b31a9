"""How much of a phone's screen a message of Slack's takes, measured in Chromium."""

from __future__ import annotations

from collections.abc import Callable

from adapters.language import prepare, read_here
from adapters.pages.extraction import article_from_text, extract_article
from adapters.slack.rendering import parts, render
from bot.wiring.worker_jobs import brief_here
from briefs.cards.briefing_card import card
from briefs.model.articles import Article, Page
from briefs.model.cards import Card
from tests.conftest import ROOT
from tests.fakes.product import ARTICLES
from tests.fakes.slack_cards import briefing, long_title
from tests.fakes.stores import START
from tools.pictures.slack_picture import heights

SCREEN = 390, 844
"""A phone's screen, in pixels."""


def read(article: Article) -> Card:
    """Article -> the card of its briefing, read by the real model."""
    return card(brief_here(article, read_here(article))[0])


def test_a_briefing_is_at_most_one_phone_screen(needs: Callable[[str], None]) -> None:
    needs("node")
    needs("chromium")
    prepare(None)
    url = "https://news.example/an-article"
    example = (ROOT / "adapters/web/examples/article.html").read_bytes()
    long = extract_article(Page(url, url, 200, "text/html", example, START))
    short = [article_from_text("\n\n".join(one), url=url) for one in ARTICLES.values()]
    cards = [read(one) for one in (long, *short)]
    cards += [briefing(), long_title()]
    width, height = SCREEN
    found = heights([render(parts(one)[0])["blocks"] for one in cards], width=width)
    assert len(found) == len(cards)
    assert min(found) > 300, "nothing was drawn"
    assert max(found) <= height
