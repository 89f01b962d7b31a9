"""Reprints, however edited, are one origin; reports of one event by several reporters are not."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from briefs.digest.origins import origins
from briefs.model.articles import Article
from briefs.model.stories import DigestCandidate
from briefs.stories.fingerprints import fingerprint
from briefs.stories.text_sketches import SIZE, agency_of, containment, sketch_of
from tests.briefs.brief_text import NOON, briefing

QUOTE = "“We have waited thirty winters for a road that does not end in the water,” {name} said."
REPORTS = (
    """The only bridge to the island of Skarn gave way on Sunday night after a week of storms.
Nobody was on the span when two of its seven piers sank into the sound, the coast guard said.
A fisherman who was hauling in his pots heard a long groan and then saw the lamps go out.
Some four thousand islanders now depend on a ferry that carries eighteen cars at a time.
{name}, who runs the harbour, said that the first boat would leave at five in the morning.
The road authority had rated the piers as sound when it looked at them two years ago.
Divers are to go down as soon as the swell allows it, and a temporary span may take months.
{quote}
Schools on the island stay open, but the hospital has asked people to put off visits.""",
    """Skarn is cut off. Its bridge, built when the herring were plentiful, lies in pieces on the
bottom of the sound since a gale tore at it for seven days without a pause.
Lorries with milk and post were turned back at the barrier on Monday as families stood in the
rain and looked at the gap.
{name}, the master of the port, has been sending ferries across since before dawn.
{quote}
Engineers had warned that the current was eating at the foundations, yet the money for repairs
went to the new tunnel in the south instead.
An old sailor laughed when he was asked what he would miss: the noise of the cars, he said.
The minister for transport promised a visit by the end of the week and an answer by spring.""",
    """Insurance firms and the state are already arguing over who pays for the collapse of a bridge
that links Skarn with the mainland, a structure that was put up in only nineteen months.
The builders point to a clause about waves of more than nine metres; meteorologists measured six.
Shares of the ferry line rose by a tenth before noon, while the fish plant sent its night shift
home because the lorries could not come.
Analysts put the damage at well over two hundred million crowns, not counting lost trade.
{quote}
A committee of parliament wants to see all reports on the piers that were written since the work
began, and {name} is to be heard as a witness next month.
The last collapse of this kind, in a fjord further north, led to a settlement after twelve years.""",
)
ADDED = [
    "Readers may write to our newsroom with pictures of the storm; the best of them will be\nshown in the weekend supplement together with a map of the sound and its old crossings.",
    "On the\nmainland the shops of the harbour street sold out of lamps and candles by noon, and a baker gave\naway what he could not send across.",
    "Correction: an earlier version of this article had a wrong\nfigure for the length of the span.",
    "Bridges of this kind were in fashion after the war, when steel\nwas dear and divers were cheap; eleven of them are still in use along the coast.",
]


def candidate(text: str, site: str, at: int = 0) -> DigestCandidate:
    one = briefing(text.split("\n")[0], site=site, url=f"https://{site.lower()}.example/{at}")
    return DigestCandidate(one, fingerprint(Article(one.url, "", text)), NOON)


def cut(paragraphs: list[str], rnd: random.Random) -> list[str]:
    return paragraphs[: max(4, len(paragraphs) * 2 // 3)]


def reordered(paragraphs: list[str], rnd: random.Random) -> list[str]:
    return rnd.sample(paragraphs, len(paragraphs))


def renamed(paragraphs: list[str], rnd: random.Random) -> list[str]:
    return [each.replace("Skarn", "Vell").replace("Sunday", "Monday") for each in paragraphs]


def added(paragraphs: list[str], rnd: random.Random) -> list[str]:
    place = rnd.randrange(len(paragraphs) + 1)
    return [*paragraphs[:place], rnd.choice(ADDED), *paragraphs[place:]]


EDITS = (cut, reordered, renamed, added)


def batch(seed: int) -> tuple[list[DigestCandidate], list[int]]:
    """Three reports of one event, each with reprints that had one to three edits."""
    rnd = random.Random(seed)
    candidates: list[DigestCandidate] = []
    truth: list[int] = []
    for number, report in enumerate(REPORTS):
        whole = report.format(name="Ruta Vilks", quote=QUOTE.format(name="Ruta Vilks"))
        for copy in range(rnd.randint(1, 4)):
            paragraphs = whole.split("\n")
            for edit in rnd.sample(EDITS, rnd.randint(1, 3)) if copy else ():
                paragraphs = edit(paragraphs, rnd)
            candidates.append(candidate("\n".join(paragraphs), f"Paper{number}{copy}"))
            truth.append(number)
    return candidates, truth


def test_reprints_with_edits_are_told_from_independent_reports() -> None:
    right = found = wanted = 0
    for seed in range(40):
        candidates, truth = batch(seed)
        group = {url: at for at, each in enumerate(origins(candidates)) for url in each.urls}
        groups = [group[one.briefing.url] for one in candidates]
        for i, j in combinations(range(len(candidates)), 2):
            same, is_same = groups[i] == groups[j], truth[i] == truth[j]
            right += same and is_same
            found += same
            wanted += is_same
    precision, recall = right / found, right / wanted
    assert 2 * precision * recall / (precision + recall) >= 0.95, (precision, recall)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KARSHOLM, Velland (AP) — The bridge fell.", "AP"),
        ("KARSHOLM (Reuters) - The bridge fell.", "Reuters"),
        ("The bridge fell on Sunday, Reuters reported.", "Reuters"),
        ("The bridge fell on Sunday, according to the Associated Press.", "AP"),
        ("The bridge fell on Sunday, said the map (a map of 1999).", None),
        ("Patricia Ap Rhys saw the bridge fall.", None),
    ],
)
def test_the_agency_that_is_credited(text: str, agency: str | None) -> None:
    assert agency_of(text) == agency


def test_articles_of_one_agency_are_one_origin_and_have_its_name() -> None:
    candidates = [
        candidate("KARSHOLM (AP) — The bridge fell on Sunday.", "Post"),
        candidate("The bridge to Skarn is gone, the Associated Press reported.", "Echo"),
        candidate("Our reporter saw the bridge fall into the sound.", "Tide"),
    ]
    assert [(each.name, len(each.urls)) for each in origins(candidates)] == [("AP", 2), (None, 1)]


def test_who_retells_another_outlet_of_the_story_has_its_origin() -> None:
    candidates = [
        candidate("Our reporter saw the bridge fall into the sound.", "Tide"),
        candidate("The bridge to Skarn has fallen, the Tide reported on Monday.", "Echo"),
        candidate("The bridge to Skarn has fallen as the tide rose.", "Post"),
    ]
    assert [each.urls for each in origins(candidates)] == [
        (candidates[0].briefing.url, candidates[1].briefing.url),
        (candidates[2].briefing.url,),
    ]


def test_a_sketch_is_bounded_and_says_nothing_of_short_texts() -> None:
    text = " ".join(f"the {a} boat left the {b} pier" for a in "wxyz" for b in "abcdefgh")
    assert len(sketch_of(text * 30)) <= SIZE
    assert containment(sketch_of("a boat left."), sketch_of("a boat left.")) == 0.0
    assert containment((), sketch_of(text)) == 0.0
