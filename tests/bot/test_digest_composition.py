"""What a digest costs is done in a worker, and is bounded however much strangers wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from adapters.workers import WorkerPool
from bot.digest_composition import (
    MAX_EVENTS,
    MAX_STATEMENTS,
    Ingredients,
    compose_digest,
    earlier_of_same_story,
    share,
    within_bounds,
)
from briefs.cards.digest_card import digest_card
from briefs.digest.compose_digest import compose
from briefs.model.articles import Span
from briefs.model.briefings import Line, Part, Piece, Section, Wording
from briefs.model.facts import Facts, Meeting, MeetingStatus, Party
from briefs.model.stories import DigestCandidate, Fingerprint
from briefs.stories.story_clustering import group
from tests.briefs.facts.test_fact_kinds import EVERY, KINDS
from tests.fakes.delivery import PLACE, stored_briefing
from tests.fakes.stores import START


def candidate(number: int, *, meetings: int = 0, word: str = "ferry") -> DigestCandidate:
    one = stored_briefing(f"https://{number}.example/a", title=f"The ferry of town {number}")
    facts = Facts(
        meetings=tuple(
            Meeting((Party(f"A{n}"), Party(f"B{n}")), MeetingStatus.HAPPENED, Span(0, 1))
            for n in range(meetings)
        )
    )
    print_ = Fingerprint(((word, 1.0),), version="1")
    return DigestCandidate(replace(one.briefing, facts=facts), print_, START)


def ingredients(fresh: Sequence[DigestCandidate], **others: object) -> Ingredients:
    given = {"place": PLACE, "slot": None, "fresh": fresh, "before": (), "followed": None,
             "late": False, "zone": "Europe/Berlin", "today": date(2026, 1, 2)}  # fmt: skip
    return Ingredients(**{**given, **others})  # type: ignore[arg-type]


async def test_a_worker_gives_the_same_digest_as_this_process() -> None:
    of = ingredients([candidate(n) for n in range(3)])
    async with WorkerPool(workers=1) as pool:
        there = await pool.run(compose_digest, compose, digest_card, group, of)
        prints = [one.fingerprint for one in of.fresh]
        again = await pool.run(earlier_of_same_story, group, prints, prints)
    assert there == compose_digest(compose, digest_card, group, of)
    assert sorted(there.shown) == [f"https://{n}.example/a" for n in range(3)]
    assert not there.empty
    assert again == earlier_of_same_story(group, prints, prints)


def test_nothing_to_tell_is_said() -> None:
    made = compose_digest(compose, digest_card, group, ingredients([]))
    assert (made.empty, made.shown) == (True, ())


def test_what_shares_no_word_is_not_grouped() -> None:
    def never(prints: Sequence[Fingerprint]) -> Sequence[Sequence[int]]:
        raise AssertionError

    fresh, other = (candidate(1, word=word).fingerprint for word in ("ferry", "bridge"))
    assert earlier_of_same_story(never, [fresh], [other] * 200) == ()


@pytest.mark.parametrize(
    ("counts", "most", "each"),
    [
        ([], 10, None), ([3, 4, 3], 10, None), ([3, 4, 4], 10, 3), ([1, 1, 100], 10, 8),
        ([400] * 200, 600, 3), ([0] * 199 + [4_000], 600, 600), ([700, 2, 2], 600, 596),
    ],
)  # fmt: skip
def test_who_has_most_gives_up_theirs(counts: list[int], most: int, each: int | None) -> None:
    assert share(counts, most) == each
    if each is not None:
        assert sum(min(each, count) for count in counts) <= most


def test_an_articles_facts_stay_whole_beside_one_that_has_too_many() -> None:
    plain, hostile = candidate(1, meetings=5), candidate(2, meetings=5_000)
    bounded = within_bounds(ingredients([plain], before=[hostile]))
    assert bounded.fresh == [plain]
    assert len(bounded.before[0].briefing.facts.meetings) == MAX_EVENTS - 5
    of = ingredients([plain])
    assert within_bounds(of) is of


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_fact_is_bounded(kind: str) -> None:
    one = candidate(1)
    many = tuple(getattr(EVERY, kind)[:1]) * 4_000
    facts = replace(Facts(), **{kind: many})
    crowded = replace(one, briefing=replace(one.briefing, facts=facts))
    bounded = within_bounds(ingredients([crowded, crowded]))
    found = [len(each.briefing.facts.by_kind()[kind]) for each in bounded.fresh]
    most = MAX_STATEMENTS if kind == "reactions" else MAX_EVENTS
    assert found == [most // 2] * 2


def test_lines_of_full_lists_are_bounded_too() -> None:
    one = candidate(1)
    many = (Section(Part.HAPPENED, (Line((Piece("x", Wording.WORDS),)),) * MAX_STATEMENTS),)
    wordy = replace(one, briefing=replace(one.briefing, full=many))
    bounded = within_bounds(ingredients([wordy] * 4))
    counts = [len(each.briefing.full[0].lines) for each in bounded.fresh]
    assert counts == [MAX_STATEMENTS // 4] * 4


def by_word(prints: Sequence[Fingerprint]) -> Sequence[Sequence[int]]:
    words = [one.terms[0][0] for one in prints]
    return [[at for at, word in enumerate(words) if word == each] for each in dict.fromkeys(words)]


def test_the_article_that_is_followed_is_counted_as_told() -> None:
    followed = candidate(1)
    fresh = [followed, candidate(2), candidate(3, word="bridge")]
    made = compose_digest(compose, digest_card, by_word, ingredients(fresh, followed=followed))
    assert made.shown == ("https://2.example/a",)


def test_what_was_told_before_of_these_stories_is_named() -> None:
    prints = [candidate(n, word=word).fingerprint for n, word in enumerate(("ferry", "bridge"))]
    assert earlier_of_same_story(
        by_word, prints[:1], [prints[1], prints[0], prints[1], prints[0]]
    ) == (1, 3)
