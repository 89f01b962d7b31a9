"""No pattern of the project can be held up by a text for as long as matters."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from adapters.language.reader import load_reader
from adapters.pages.extraction import extract_article
from briefs.briefing.compose_briefing import brief
from briefs.links.canonical import links_in
from briefs.model.articles import Page
from tests.conftest import ROOT
from tests.hostile.built_patterns import BUILT, calls, example, examples, recorded
from tests.hostile.slow_patterns import (
    IN_LOOP,
    IN_WORKER,
    Used,
    all_slow,
    of_project,
    patterns_in,
    slow,
)

SEEDS = 8


@pytest.mark.parametrize("share", range(SEEDS))
def test_patterns_of_the_project(share: int) -> None:
    found: dict[tuple[str, int, bool], tuple[str, Used]] = {}
    for where, used in of_project(ROOT).items():
        found.setdefault((used.pattern.pattern, used.pattern.flags, used.anchored), (where, used))
    mine = list(found.values())[share::SEEDS]
    assert len(found) > 200
    assert all_slow(mine) == {}


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(\w+\s?)*$", r"(a|a)*b", r"(?:[^,]+,?)+;", r"^(?:\s*\w*\s*)*!", r"\s*\s*\s*$", r"(.*)(.*)(.*)=x"],
)  # fmt: skip
@pytest.mark.parametrize("bounds", [IN_LOOP, IN_WORKER])
def test_what_is_slow_is_found(pattern: str, bounds: tuple[int, int]) -> None:
    assert slow(Used(re.compile(pattern), False, *bounds)) is not None


@pytest.mark.parametrize("pattern", [r"\bword\b", r"[a-z]+ing\b", r"a{1,40}b", r"(?:Mon|Tues)day"])
def test_what_is_quick_is_left_alone(pattern: str) -> None:
    assert slow(Used(re.compile(pattern), False, *IN_LOOP)) is None


def test_patterns_are_found_however_deep_they_lie() -> None:
    found = of_project(ROOT)
    for constant in ("role_nouns:_OFFICE_RULES", "hidden_parts:_RULES", "definite_nouns:DEFINITES"):
        assert sum(f"/{constant}[" in where for where in found) > 1, constant
    one, two, three = re.compile("a"), re.compile("b"), re.compile("c")
    deep = {"x": [(1, one)], two: frozenset({three}), "y": "not a pattern", "z": re.compile(b"d")}
    assert set(patterns_in(deep)) == {one, two, three}


def test_patterns_that_functions_build() -> None:
    assert all_slow(examples(ROOT).items()) == {}


def test_a_pattern_that_a_function_builds_has_an_example_and_a_reason() -> None:
    unclear = {where for where, call, module in calls(ROOT) if example(call, module) is None}
    assert unclear == set(BUILT)


URL = "https://news.example/a"
PAGE = """<html lang=en><head><title>Ferry pact signed</title></head><body><article>
<h1>Ferry pact signed in Ostrey</h1><p>By Lena Quist</p>
<p>OSTREY, May 4 (Harbour Wire) - Mayor Ida Brandt of Ostrey met Prime Minister Omid Mora of Vell in Ostrey on
Monday, the Port Authority of Vell (PAV) said.</p>
<p>Ostrey and Vell signed a ferry pact. “We sail twelve times a day from June on,” Brandt said.</p>
<p>The PAV welcomed the pact. “It takes our work,” said Tomas Vell, who leads the boatmen's union, according to
the Harbour Wire. Another minister, Sara Ost, condemned the deal, and the group's head rejected it.</p>
<p>The mayor's wife, Ada Brandt, said the agreement was not final.</p></article></body></html>"""


def test_patterns_that_a_page_and_a_message_are_really_read_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = load_reader()
    with recorded(ROOT, monkeypatch) as found:
        links_in(f"see {URL} nobrief")
        page = Page(URL, URL, 200, "text/html", PAGE.encode(), datetime(2026, 5, 4, tzinfo=UTC))
        article = extract_article(page)
        ours = brief(article, reader.read(article))
    assert ours.full
    built = {where.split(":")[0] for where in found}
    assert {"briefs/links/canonical.py", "briefs/text/party_names.py"} <= built
    known = {used.pattern for used in of_project(ROOT).values()}
    assert (
        all_slow((where, used) for where, used in found.items() if used.pattern not in known) == {}
    )
