"""A pasted text is an article with a name of its own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows.brief_page import Briefer
from bot.flows.brief_text import TextBriefer
from bot.flows.brief_url import UrlBriefer
from briefs.errors import NotEnglish
from briefs.model.articles import Article, Verdict
from briefs.model.briefings import Briefing
from briefs.model.facts import Facts, Reading
from briefs.model.stories import Fingerprint
from tests.fakes.delivery import briefing

WORDS = "The towns of Ostrey and Vell agreed on Monday."


def text_briefer(verdict: Verdict = Verdict.ARTICLE) -> TextBriefer:
    async def text(words: str, *, url: str) -> Article:
        return Article(url, "Towns agree", words, verdict=verdict)

    async def read(article: Article) -> Reading:
        return Reading(Facts(), ())

    async def brief(article: Article, reading: Reading) -> tuple[Briefing, Fingerprint]:
        return briefing(article.url), Fingerprint(())

    none: Any = None
    chain = Briefer(fetch=none, interstitial_target=none, extract=none, read=read, brief=brief)
    url_briefer = UrlBriefer(chain=chain, pages=none, now=none)
    return TextBriefer(chain=chain, url_briefer=url_briefer, text=text)


async def test_the_same_text_has_the_same_name() -> None:
    first, again, other = (
        await text_briefer()(WORDS),
        await text_briefer()(WORDS),
        await text_briefer()(WORDS + "!"),
    )
    assert first.addresses == again.addresses != other.addresses
    assert first.briefing.url.startswith("urn:sha256:")
    assert first.text is None


async def test_a_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(NotEnglish):
        await text_briefer(Verdict.NOT_ENGLISH)(WORDS)
