"""Composing: one entry a story, what is new of it, the order, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.digest.compose_digest import Limits, compose
from briefs.model.stories import Digest, DigestCandidate, DisputedField, Story
from tests.briefs.brief_text import NOON, PLACE, briefing, candidate
from tests.conftest import examples

TREATY = "Velland and Ostmark signed a fishing treaty in Karsholm after nine years of talks."
TREATY_TOO = "A fishing treaty between Ostmark and Velland was signed in Karsholm."
HORNS = "Trawlers in the harbour of Karsholm blew their horns for the fishing treaty."
FLOOD = "The Olse burst its banks at Marnford on Tuesday and cut off 400 homes."
FIRE = "A fire in the Dunmore theatre killed 12 people on Sunday night."
FIRE_TOO = "Fifteen people died when the Dunmore theatre burned on Sunday night."
RESIGNED = "Fisheries minister Anders Bjelke resigned an hour after the treaty of Karsholm."


def digest(
    *fresh: DigestCandidate, before: tuple[DigestCandidate, ...] = (), limits: Limits | None = None
) -> Digest:
    return compose(PLACE, None, fresh=fresh, before=before, limits=limits or Limits())


def texts(story: Story) -> list[str]:
    return [line.line.text for line in story.lines]


def test_a_story_of_several_outlets_is_one_entry() -> None:
    found = digest(
        candidate(briefing(TREATY), sharers=("U1",)),
        candidate(briefing(FLOOD, site="Inland")),
        candidate(briefing(TREATY_TOO, HORNS, site="Coast Echo"), hours=1, sharers=("U2", "U1")),
    )
    treaty, flood = found.stories
    assert treaty.outlets == ("Coast Echo", "The Inland Post")
    assert treaty.sharers == ("U2", "U1")
    assert [(line.line.text, len(line.witnesses)) for line in treaty.lines] == [
        (TREATY_TOO, 2),
        (HORNS, 1),
    ]
    assert {w.outlet for w in treaty.lines[0].witnesses} == {"Coast Echo", "The Inland Post"}
    assert texts(flood) == [FLOOD]
    assert found.rest == ()


def test_order_is_by_outlets_and_people() -> None:
    shared = candidate(briefing(FLOOD, site="Inland"), sharers=("U1", "U2", "U3"))
    found = digest(
        candidate(briefing(TREATY)), candidate(briefing(TREATY_TOO, site="Echo"), hours=1), shared
    )
    assert [story.outlets for story in found.stories] == [("Inland",), ("The Inland Post", "Echo")]


def test_so_many_in_full_and_the_rest_in_one_line() -> None:
    several = [candidate(briefing(text, site=text[:6])) for text in (TREATY, FLOOD, FIRE)]
    found = digest(*several, limits=Limits(stories=1))
    assert len(found.stories) == 1
    assert len(found.rest) == 2


def test_a_story_shown_before_tells_what_is_new_since() -> None:
    shown = NOON - timedelta(days=2)
    old = candidate(briefing(TREATY), hours=-50, shown_at=shown)
    (story,) = digest(candidate(briefing(TREATY_TOO, RESIGNED, site="Echo")), before=(old,)).stories
    assert story.new_since == shown
    assert texts(story) == [RESIGNED]
    assert story.key == old.briefing.url
    assert [one.briefing.site for one in story.fresh] == ["Echo"]


def test_a_story_with_nothing_new_is_only_named() -> None:
    old = candidate(briefing(TREATY), hours=-50, shown_at=NOON)
    found = digest(
        candidate(briefing(TREATY_TOO, site="Echo"), sharers=("U1", "U2")), before=(old,)
    )
    assert found.stories == ()
    assert [story.outlets for story in found.rest] == [("Echo",)]


def test_the_same_article_again_is_nothing_new() -> None:
    old = candidate(briefing(TREATY), hours=-50, shown_at=NOON)
    again = candidate(briefing(TREATY), sharers=("U9",))
    found = digest(again, before=(old,))
    assert [(story.lines, story.sharers) for story in found.rest] == [((), ("U9",))]


def test_what_was_shown_before_and_has_no_news_is_left_out() -> None:
    assert digest(before=(candidate(briefing(TREATY), shown_at=NOON),)) == Digest(PLACE, None, ())


def test_an_address_twice_is_one_article_with_all_who_shared_it() -> None:
    one = briefing(TREATY)
    (story,) = digest(
        candidate(one, sharers=("U1",)), candidate(one, hours=1, sharers=("U2",))
    ).stories
    assert story.sharers == ("U1", "U2")
    assert len(story.briefings) == 1


def test_contradictions_of_a_story() -> None:
    (story,) = digest(
        candidate(briefing(FIRE, site="Post")), candidate(briefing(FIRE_TOO, site="Echo"))
    ).stories
    (found,) = story.contradictions
    assert found.about is DisputedField.NUMBER
    assert {version.words for version in found.versions} == {
        "killed 12 people",
        "Fifteen people died",
    }


def test_a_contradiction_among_what_was_shown_before_is_no_news() -> None:
    old = (
        candidate(briefing(FIRE, site="Post"), shown_at=NOON),
        candidate(briefing(FIRE_TOO, site="Echo"), shown_at=NOON),
    )
    fresh = candidate(
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
        candidate(briefing(*many, TREATY, site="Post")),
        candidate(briefing(TREATY_TOO, site="Echo")),
    ).stories
    assert len(story.lines) == 6
    assert TREATY_TOO in texts(story), "what both tell, not the line of the one that tells more"
    assert texts(story)[:-1] == many[:5], "in the order of the fullest"


SENTENCES = st.sampled_from([TREATY, TREATY_TOO, HORNS, FLOOD, FIRE, FIRE_TOO, RESIGNED])


@st.composite
def several(draw: st.DrawFn) -> list[DigestCandidate]:
    found = []
    for n in range(draw(st.integers(0, 7))):
        sentences = draw(st.lists(SENTENCES, min_size=1, max_size=3, unique=True))
        site = draw(st.sampled_from(["Post", "Echo", "Tide"]))
        one = briefing(*sentences, site=site, url=f"https://{site}.example/{n}")
        sharers = draw(st.lists(st.sampled_from(["U1", "U2"]), max_size=2, unique=True))
        found.append(candidate(one, hours=draw(st.integers(0, 5)), sharers=sharers))
    return found


@settings(max_examples=examples(60), deadline=None)
@given(several(), several(), st.randoms(use_true_random=False))
def test_every_briefing_is_in_one_story_at_most_whatever_the_order(
    fresh: list[DigestCandidate], old: list[DigestCandidate], random: object
) -> None:
    found = compose(PLACE, None, fresh=fresh, before=old)
    stories = (*found.stories, *found.rest)
    urls = [one.url for story in stories for one in story.briefings]
    assert len(urls) == len(set(urls))
    sites = {one.briefing.url: one.briefing.site for one in fresh}
    left_out = set(sites) - set(urls)
    assert set(urls) <= set(sites)
    assert {sites[url] for url in left_out} <= {one.briefing.site for one in (*fresh, *old)}
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
        for each in story.contradictions:
            assert len(each.versions) > 1
            assert len({w.outlet for v in each.versions for w in v.witnesses}) > 1


def test_a_pasted_text_is_an_outlet_without_a_name() -> None:
    one = replace(briefing(TREATY), site=None, url="urn:sha256:0")
    (story,) = digest(candidate(one), candidate(briefing(TREATY_TOO, site="Echo"), hours=1)).stories
    assert set(story.outlets) == {"a pasted text", "Echo"}


BOATS = " ".join(
    f"The {a} boat of the {b} harbour left its {c} pier early."
    for a, b, c in zip("abcdefgh", "klmnopqr", "stuvwxyz", strict=True)
)


def test_an_article_under_a_new_address_and_headline_is_not_told_again() -> None:
    old = candidate(briefing(TREATY, BOATS, site="Post"), hours=-50, shown_at=NOON)
    again = briefing(TREATY, BOATS, site="Post", url="https://post.example/new", title="Historic")
    assert digest(candidate(again), before=(old,)) == Digest(PLACE, None, ())
    other = digest(candidate(replace(again, site="Echo")), before=(old,))
    assert [story.outlets for story in other.rest] == [("Echo",)], "a reprint is another's article"


def test_an_article_that_came_twice_under_two_addresses_is_one() -> None:
    one = candidate(briefing(TREATY, BOATS, site="Post"))
    again = candidate(briefing(TREATY, BOATS, site="Post", url="https://post.example/new"), hours=1)
    (story,) = digest(again, one).stories
    assert [each.url for each in story.briefings] == [one.briefing.url]
