"""A pasted text is an article with a name of its own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows.briefing import Briefer
from bot.flows.keeping import Keeping
from bot.flows.pasting import Pasting
from briefs.errors import NotEnglish
from briefs.model import Article, Facts, Fingerprint, Reading, Verdict
from tests.fakes.delivery import briefing

WORDS = "The towns of Ostrey and Vell agreed on Monday."


def pasting(verdict: Verdict = Verdict.ARTICLE) -> Pasting:
    async def text(words: str, *, url: str) -> Article:
        return Article(url, "Towns agree", words, verdict=verdict)

    async def read(article: Article) -> Reading:
        return Reading(Facts(), ())

    none: Any = None
    chain = Briefer(
        fetch=none, onward=none, extract=none, read=read, brief=lambda a, r: briefing(a.url)
    )
    keeping = Keeping(chain=chain, pages=none, fingerprint=lambda a, r: Fingerprint(()), now=none)
    return Pasting(chain=chain, keeping=keeping, text=text)


async def test_the_same_text_has_the_same_name() -> None:
    first, again, other = (
        await pasting()(WORDS),
        await pasting()(WORDS),
        await pasting()(WORDS + "!"),
    )
    assert first.addresses == again.addresses != other.addresses
    assert first.briefing.url.startswith("urn:sha256:")
    assert first.text is None


async def test_a_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(NotEnglish):
        await pasting(Verdict.NOT_ENGLISH)(WORDS)
