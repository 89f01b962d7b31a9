"""Sides that are taken without a verb of saying: our own sentences, invented people."""

from __future__ import annotations

import pytest

from briefs.model import Stance
from tests.briefs.facts.told import told


def sides(text: str) -> set[tuple[str, str, Stance]]:
    return {(r.speaker.name, r.content[0].of(text), r.stance) for r in told(text)}


@pytest.mark.parametrize(
    ("text", "who", "what", "stance"),
    [
        (
            "The plan was condemned by the Ottery Council on Monday.",
            "Ottery Council",
            "The plan",
            Stance.AGAINST,
        ),
        (
            "The toll was criticised by Nora Bell and welcomed by the Farm League.",
            "Farm League",
            "The toll",
            Stance.FOR,
        ),
        (
            "The decision drew criticism from the Ottery Council.",
            "Ottery Council",
            "The decision",
            Stance.AGAINST,
        ),
        ("The show won praise from visitors.", "visitors", "The show", Stance.FOR),
        (
            "The Harbour Party voted against the bill on Monday.",
            "Harbour Party",
            "against the bill",
            Stance.AGAINST,
        ),
        (
            "Nora Bell is in favour of a new bridge, whereas Karl Mora is against it.",
            "Nora Bell",
            "in favour of a new bridge",
            Stance.FOR,
        ),
        (
            "Nora Bell is in favour of a new bridge, whereas Karl Mora is against it.",
            "Karl Mora",
            "against it",
            Stance.AGAINST,
        ),
        (
            "The Harbour Party threw its weight behind the toll.",
            "Harbour Party",
            "behind the toll",
            Stance.FOR,
        ),
        (
            "Karl Mora distanced himself from the claims.",
            "Karl Mora",
            "from the claims",
            Stance.AGAINST,
        ),
        (
            "Teachers supported the toll, and the Harbour Party opposed it.",
            "Harbour Party",
            "it",
            Stance.AGAINST,
        ),
        (
            "Nora Bell thanked the court and vowed to rebuild the bridge.",
            "Nora Bell",
            "the court",
            Stance.FOR,
        ),
        (
            "Karl Mora congratulated Nora Bell on her victory.",
            "Karl Mora",
            "Nora Bell on her victory",
            Stance.FOR,
        ),
        (
            "Nora Bell voiced sympathy for the dockers but ruled out new tolls.",
            "Nora Bell",
            "sympathy for the dockers",
            Stance.NEUTRAL,
        ),
        (
            "The port authority is opposed to the toll.",
            "port authority",
            "to the toll",
            Stance.AGAINST,
        ),
        (
            "Nora Bell has come out against the toll.",
            "Nora Bell",
            "against the toll",
            Stance.AGAINST,
        ),
        (
            "Nora Bell called for a boycott of the ferry.",
            "Nora Bell",
            "for a boycott of the ferry",
            Stance.AGAINST,
        ),
        (
            "The bank accepted the fine but denied wrongdoing.",
            "bank",
            "wrongdoing",
            Stance.NEUTRAL,
        ),
        (
            "Karl Mora came under fire from dockers on Monday.",
            "dockers",
            "Karl Mora",
            Stance.AGAINST,
        ),
        (
            "The Red Cross appealed for tents and blankets.",
            "Red Cross",
            "for tents and blankets",
            Stance.FOR,
        ),
    ],
)
def test_sides(text: str, who: str, what: str, stance: Stance) -> None:
    assert (who, what, stance) in sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "The plan may be condemned by the Ottery Council.",
        "The plan was not welcomed by the Ottery Council.",
        "The Harbour Party did not vote against the bill.",
        "If the Harbour Party votes against the bill, the toll will stay.",
        "The odds are against the harbour.",
        "The roof was supported by four beams.",
    ],
)
def test_no_side_is_taken(text: str) -> None:
    assert sides(text) == set()
