"""What two authors say of themselves is no disagreement, and is one line only in the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefs.briefing.compose_briefing import brief
from briefs.digest.contradictions import contradictions
from briefs.digest.line_merging import merge
from briefs.model.briefings import Briefing
from tests.briefs.random_articles import Telling

OTHER = "My old oven was slower than all of them.\nOur kitchen in the north has no gas."
APART = [
    ("I baked eleven loaves of rye in May.", "I baked twelve loaves of rye in May."),
    ("We recommend this oven for rye bread.", "We do not recommend this oven for rye bread."),
    ("We love this oven for rye bread at home.", "We hate this oven for rye bread at home."),
    ("I bought my oven for rye bread in Vell.", "I bought my oven for rye bread in Tarn."),
    ("My first loaf of rye was ready on Monday.", "My first loaf of rye was ready on Friday."),
]


def guide(sentence: str, site: str) -> Briefing:
    """An outlet's guide in the first person whose best sentence is that one."""
    telling = Telling("Four rye ovens compared", f"{sentence}\n{OTHER}").best(sentence)
    article = replace(telling.article, site=site, url=f"https://{site.lower()}.example/1")
    made = brief(article, telling.reading)
    assert [line.text for section in made.sections for line in section.lines] == [
        f"The author: “{sentence[:-1]}”"
    ]
    return made


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_authors_contradict_nobody(a: str, b: str) -> None:
    two = [guide(a, "Post"), guide(b, "Echo")]
    assert contradictions(two) == ()
    assert [len(line.witnesses) for line in merge(two)] == [1, 1]


def test_one_authors_words_in_two_outlets_are_one_line() -> None:
    (line,) = merge([guide(APART[0][0], "Post"), guide(APART[0][0], "Echo")])
    assert len(line.witnesses) == 2
