"""Composing: one entry a story, what is new of it, the order, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.digests import Limits, compose
from briefs.model import Contested, Digest, Story, Told
from tests.briefs.telling import NOON, PLACE, briefing, told

TREATY = "Velland and Ostmark signed a fishing treaty in Karsholm after nine years of talks."
TREATY_TOO = "A fishing treaty between Ostmark and Velland was signed in Karsholm."
HORNS = "Trawlers in the harbour of Karsholm blew their horns for the fishing treaty."
FLOOD = "The Olse burst its banks at Marnford on Tuesday and cut off 400 homes."
FIRE = "A fire in the Dunmore theatre killed 12 people on Sunday night."
FIRE_TOO = "Fifteen people died when the Dunmore theatre burned on Sunday night."
RESIGNED = "Fisheries minister Anders Bjelke resigned an hour after the treaty of Karsholm."


def digest(*fresh: Told, before: tuple[Told, ...] = (), limits: Limits | None = None) -> Digest:
    return compose(PLACE, None, fresh=fresh, before=before, limits=limits or Limits())


def texts(story: Story) -> list[str]:
    return [line.line.text for line in story.lines]


def test_a_story_of_several_outlets_is_one_entry() -> None:
    found = digest(
        told(briefing(TREATY), sharers=("U1",)),
        told(briefing(FLOOD, site="Inland")),
        told(briefing(TREATY_TOO, HORNS, site="Coast Echo"), hours=1, sharers=("U2", "U1")),
    )
    treaty, flood = found.stories
    assert treaty.outlets == ("Coast Echo", "The Inland Post")
    assert treaty.sharers == ("U2", "U1")
    assert [(line.line.text, line.only_in) for line in treaty.lines] == [
        (TREATY_TOO, None),
        (HORNS, "Coast Echo"),
    ]
    assert {w.outlet for w in treaty.lines[0].witnesses} == {"Coast Echo", "The Inland Post"}
    assert texts(flood) == [FLOOD]
    assert found.rest == ()


def test_order_is_by_outlets_and_people() -> None:
    shared = told(briefing(FLOOD, site="Inland"), sharers=("U1", "U2", "U3"))
    found = digest(told(briefing(TREATY)), told(briefing(TREATY_TOO, site="Echo"), hours=1), shared)
    assert [story.outlets for story in found.stories] == [("Inland",), ("The Inland Post", "Echo")]


def test_so_many_in_full_and_the_rest_in_one_line() -> None:
    several = [told(briefing(text, site=text[:6])) for text in (TREATY, FLOOD, FIRE)]
    found = digest(*several, limits=Limits(stories=1))
    assert len(found.stories) == 1
    assert len(found.rest) == 2


def test_a_story_shown_before_tells_what_is_new_since() -> None:
    shown = NOON - timedelta(days=2)
    old = told(briefing(TREATY), hours=-50, shown_at=shown)
    (story,) = digest(told(briefing(TREATY_TOO, RESIGNED, site="Echo")), before=(old,)).stories
    assert story.new_since == shown
    assert texts(story) == [RESIGNED]
    assert story.key == old.briefing.url
    assert [one.briefing.site for one in story.told] == ["Echo"]


def test_a_story_with_nothing_new_is_only_named() -> None:
    old = told(briefing(TREATY), hours=-50, shown_at=NOON)
    found = digest(told(briefing(TREATY_TOO, site="Echo"), sharers=("U1", "U2")), before=(old,))
    assert found.stories == ()
    assert [story.outlets for story in found.rest] == [("Echo",)]


def test_the_same_article_again_is_nothing_new() -> None:
    old = told(briefing(TREATY), hours=-50, shown_at=NOON)
    again = told(briefing(TREATY), sharers=("U9",))
    found = digest(again, before=(old,))
    assert [(story.lines, story.sharers) for story in found.rest] == [((), ("U9",))]


def test_what_was_shown_before_and_has_no_news_is_left_out() -> None:
    assert digest(before=(told(briefing(TREATY), shown_at=NOON),)) == Digest(PLACE, None, ())


def test_an_address_twice_is_one_article_with_all_who_shared_it() -> None:
    one = briefing(TREATY)
    (story,) = digest(told(one, sharers=("U1",)), told(one, hours=1, sharers=("U2",))).stories
    assert story.sharers == ("U1", "U2")
    assert len(story.briefings) == 1


def test_contradictions_of_a_story() -> None:
    (story,) = digest(
        told(briefing(FIRE, site="Post")), told(briefing(FIRE_TOO, site="Echo"))
    ).stories
    (found,) = story.contradictions
    assert found.about is Contested.NUMBER
    assert {version.words for version in found.versions} == {
        "killed 12 people",
        "Fifteen people died",
    }


def test_a_contradiction_among_what_was_shown_before_is_no_news() -> None:
    old = (
        told(briefing(FIRE, site="Post"), shown_at=NOON),
        told(briefing(FIRE_TOO, site="Echo"), shown_at=NOON),
    )
    fresh = told(
        briefing("The Dunmore theatre, burned on Sunday night, will be rebuilt.", site="C")
    )
    found = digest(fresh, before=old)
    (story,) = (*found.stories, *found.rest)
    assert story.new_since == NOON
    assert story.contradictions == ()


def test_the_lines_that_most_outlets_tell_are_kept() -> None:
    many = [
        f"Witness {n} of the treaty saw boat {n * 7} leave for reef {n * 13}." for n in range(9)
    ]
    (story,) = digest(
        told(briefing(*many, TREATY, site="Post")), told(briefing(TREATY_TOO, site="Echo"))
    ).stories
    assert len(story.lines) == 6
    assert TREATY in texts(story)
    assert texts(story)[:-1] == many[:5], "in the order of the fullest"


SENTENCES = st.sampled_from([TREATY, TREATY_TOO, HORNS, FLOOD, FIRE, FIRE_TOO, RESIGNED])


@st.composite
def several(draw: st.DrawFn) -> list[Told]:
    found = []
    for n in range(draw(st.integers(0, 7))):
        sentences = draw(st.lists(SENTENCES, min_size=1, max_size=3, unique=True))
        site = draw(st.sampled_from(["Post", "Echo", "Tide"]))
        one = briefing(*sentences, site=site, url=f"https://{site}.example/{n}")
        sharers = draw(st.lists(st.sampled_from(["U1", "U2"]), max_size=2, unique=True))
        found.append(told(one, hours=draw(st.integers(0, 5)), sharers=sharers))
    return found


@settings(max_examples=60, deadline=None)
@given(several(), several(), st.randoms(use_true_random=False))
def test_every_briefing_is_in_one_story_whatever_the_order(
    fresh: list[Told], old: list[Told], random: object
) -> None:
    found = compose(PLACE, None, fresh=fresh, before=old)
    stories = (*found.stories, *found.rest)
    urls = [one.url for story in stories for one in story.briefings]
    assert sorted(urls) == sorted({one.briefing.url for one in fresh})
    assert len({story.key for story in stories}) == len(stories)
    shuffled = list(fresh)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compose(PLACE, None, fresh=shuffled, before=old[::-1]) == found
    for story in stories:
        of = {one.url: one for one in story.briefings}
        for line in story.lines:
            assert all(witness.url in of for witness in line.witnesses)
            first = of[line.witnesses[0].url]
            assert line.line in [each for s in first.sections for each in s.lines]
            assert (line.only_in is not None) == (
                len(story.outlets) > 1 and len({w.outlet for w in line.witnesses}) == 1
            )
        for each in story.contradictions:
            assert len(each.versions) > 1
            assert len({w.outlet for v in each.versions for w in v.witnesses}) > 1


def test_a_pasted_text_is_an_outlet_without_a_name() -> None:
    one = replace(briefing(TREATY), site=None, url="urn:sha256:0")
    (story,) = digest(told(one), told(briefing(TREATY_TOO, site="Echo"), hours=1)).stories
    assert set(story.outlets) == {"a pasted text", "Echo"}
