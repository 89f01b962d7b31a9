"""Under which addresses an article is kept: what a page says of itself is believed with care."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows.brief_page import BriefedArticle, Briefer
from bot.flows.brief_url import UrlBriefer
from briefs.model.articles import Article
from briefs.model.facts import Facts, Reading
from briefs.model.stories import Fingerprint
from tests.fakes.delivery import briefing

STORY = "https://town.example/news/ferry-agreed?edition=7"


def addresses(canonical: str | None) -> tuple[str, ...]:
    none: Any = None
    chain = Briefer(fetch=none, interstitial_target=none, extract=none, read=none, brief=none)
    url_briefer = UrlBriefer(chain=chain, pages=none, now=none)
    article = Article(STORY, "Ferry agreed", "Two towns agreed.", canonical=canonical)
    done = BriefedArticle(article, Reading(Facts(), ()), briefing(STORY), Fingerprint(()))
    return url_briefer.to_stored(done, STORY).addresses


@pytest.mark.parametrize(
    "canonical",
    [
        "https://town.example/news/ferry-agreed",
        "http://www.town.example/news/ferry-agreed/",
        "https://m.town.example/news/ferry-agreed?page=1",
    ],
)
def test_a_page_may_drop_parameters_of_its_address(canonical: str) -> None:
    assert addresses(canonical) == (STORY, canonical)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://town.example/news/another-authors-story",
        "https://town.example/",
        "https://other.example/news/ferry-agreed",
        "http://[",
        "",
        None,
    ],
)
def test_no_page_names_itself_after_another(canonical: str | None) -> None:
    assert addresses(canonical) == (STORY,)
