"""Under which addresses an article is kept: what a page says of itself is believed with care."""

from __future__ import annotations

from typing import Any

import pytest

from bot.flows.briefing import Briefed, Briefer
from bot.flows.keeping import Keeping
from briefs.model import Article, Facts, Fingerprint, Reading
from tests.fakes.delivery import briefing

STORY = "https://town.example/news/ferry-agreed?edition=7"


def addresses(canonical: str | None) -> tuple[str, ...]:
    none: Any = None
    chain = Briefer(fetch=none, onward=none, extract=none, read=none, brief=none)
    keeping = Keeping(chain=chain, pages=none, fingerprint=lambda a, r: Fingerprint(()), now=none)
    article = Article(STORY, "Ferry agreed", "Two towns agreed.", canonical=canonical)
    return keeping.kept(Briefed(article, Reading(Facts(), ()), briefing(STORY)), STORY).addresses


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
