"""A disagreement has two versions, each in the words of its own outlet, and none has two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefs.digest.contradictions import contradictions
from briefs.digest.versions import Claim, told_apart
from briefs.model.stories import Contradiction, DisputedField, Version, Witness
from tests.briefs.brief_text import briefing
from tests.briefs.digest.pairs import generator
from tests.briefs.digest.test_differing_statements import REST, differ

PAIRS = 300
SEED = 20
POST, ECHO, DAILY = (Witness(f"https://{name}.example/", name, ()) for name in ("p", "e", "d"))


def told(a: str, b: str) -> list[tuple[str, str]]:
    """The versions of what two sentences tell otherwise, each held against its own sentence."""
    said = {"Post": a, "Echo": b}
    found = []
    for each in differ(a, b):
        words = {outlet: v.words for v in each.versions for outlet in v.outlets}
        assert [len(version.witnesses) for version in each.versions] == [1, 1]
        assert words.keys() == said.keys()
        assert all(words[outlet] in said[outlet] for outlet in said)
        found.append((words["Post"], words["Echo"]))
    return found


@pytest.mark.parametrize("path", sorted(generator.HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_whatever_is_told_of_made_pairs_has_two_versions_in_their_own_words(path: Path) -> None:
    some = [told(pair.a, pair.b) for pair in generator.pairs([path], PAIRS, SEED) if not pair.same]
    assert any(some)


@pytest.mark.parametrize(
    ("a", "b", "versions"),
    [
        pytest.param(
            "The cup final ended with Karsholm celebrating a win over Dunmore.",
            "Dunmore beat Karsholm in the cup final.",
            ("Karsholm celebrating a win over Dunmore", "Dunmore beat Karsholm"),
            id="a win told as a noun",
        ),
        pytest.param(
            "Orr won the mayoral runoff in Vell on Monday.",
            "Voters in Vell went to the polls on Monday and Orr was defeated in the runoff for mayor.",
            ("Orr won the mayoral runoff", "Orr was defeated in the runoff"),
            id="of one person",
        ),
        pytest.param(
            "Telmark has agreed to buy Norrsteel for $64 billion.",
            "Norrsteel is taking over Telmark.",
            ("Telmark has agreed to buy Norrsteel", "Norrsteel is taking over Telmark"),
            id="what is agreed",
        ),
        pytest.param(
            "No lawmakers backed the fishing quota.",
            "Lawmakers backed the fishing quota.",
            ("No lawmakers backed the fishing quota", "backed the fishing quota"),
            id="a denial before the verb's own words",
        ),
        pytest.param(
            "No passwords of clients were taken in the hack of Telmark.",
            "Passwords of clients were stolen in the hack of Telmark.",
            ("No passwords of clients were taken in the hack", "were stolen in the hack"),
            id="a denial of what is done to something",
        ),
        pytest.param(
            "Not one member of the board in Vell raised the fee.",
            "Not one member of the board in Vell lowered the fee.",
            (
                "Not one member of the board in Vell raised the fee",
                "Not one member of the board in Vell lowered the fee",
            ),
            id="a denial of both",
        ),
        pytest.param(
            "None of the 12 miners in Vell survived the blast.",
            "None of the 14 miners in Vell survived the blast.",
            ("None of the 12 miners in Vell survived", "None of the 14 miners in Vell survived"),
            id="a denial far before what differs",
        ),
        pytest.param(
            "Appeal judges sitting in Velborg have quashed Fell's conviction for fraud.",
            "An appeals court in Velborg upheld the fraud conviction of Dana Fell.",
            ("have quashed Fell's conviction", "upheld the fraud conviction"),
            id="an owner and what is owned",
        ),
    ],
)  # fmt: skip
def test_each_version_says_what_its_outlet_says(a: str, b: str, versions: tuple[str, str]) -> None:
    assert told(a, b) == [versions]
    assert told(b, a) == [versions[::-1]]


@pytest.mark.parametrize(
    ("a", "b", "subject"),
    [
        (
            "Explosives were discovered on Thursday at the hospital in Vell, police said.",
            "Police found no explosives at the hospital in Vell on Thursday.",
            "hospital in Vell",
        ),
        (
            "On Friday, Norway and Japan signed a treaty on defence.",
            "Negotiators for Norway and Japan were still haggling over the defence treaty on Friday.",
            "Norway and Japan",
        ),
        (
            "Norrsteel is to be taken over by Telmark in a $7 billion deal struck on Monday.",
            "Norrsteel agreed on Monday to buy Telmark for $7 billion.",
            "Norrsteel",
        ),
    ],
)  # fmt: skip
def test_a_subject_begins_with_no_day_and_ends_with_no_half_of_a_phrase(
    a: str, b: str, subject: str
) -> None:
    (found,) = differ(a, b)
    assert found.subject == subject


def claims(*said: tuple[object, str, Witness]) -> list[Claim]:
    return [Claim(value, words, None, by, f"The fire {words}.") for value, words, by in said]


def versions(of: Sequence[Claim]) -> list[tuple[str, list[str]]]:
    found = told_apart(DisputedField.NUMBER, "the fire", of, lambda _a, _b: True)
    return [(v.words, [w.outlet for w in v.witnesses]) for v in (found.versions if found else ())]


def test_who_tells_both_stands_behind_neither() -> None:
    both = ((12, "killed 12", POST), (19, "killed 19", POST))
    assert versions(claims(*both, (19, "killed 19", ECHO))) == []
    assert versions(claims(*both, (19, "hit 19", ECHO), (12, "hit 12", DAILY))) == [
        ("hit 19", ["e"]),
        ("hit 12", ["d"]),
    ]


def test_versions_that_read_the_same_are_none() -> None:
    assert versions(claims((12, "killed them", POST), (19, "Killed them", ECHO))) == []
    assert versions(claims((12, "killed 12", POST), (12, "hit a dozen", ECHO))) == []


def test_words_that_stand_in_no_sentence_are_not_told() -> None:
    own, other = claims((12, "killed 12", POST), (19, "killed 19", ECHO))
    astray = Claim(19, "killed nineteen", None, ECHO, "The fire killed 19.")
    empty = Claim(19, "", None, ECHO, "The fire killed 19.")
    named = Claim(19, "many", None, ECHO, label=True)
    assert [bool(versions([own, each])) for each in (other, astray, empty, named)] == [
        True, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        (),
        (Version("killed 12", (POST, ECHO)),),
        (Version("killed 12", (POST,)), Version("Killed 12", (ECHO,))),
        (Version("killed 12", (POST,)), Version("killed 19", (ECHO, POST))),
        (Version("killed 12", (POST,)), Version("killed 19", ())),
    ],
)
def test_a_disagreement_that_breaks_this_cannot_be_made(broken: tuple[Version, ...]) -> None:
    with pytest.raises(ValueError, match="version"):
        Contradiction(DisputedField.NUMBER, "the fire", broken)


def test_a_line_that_is_contradicted_in_two_things_makes_two_disagreements() -> None:
    post = briefing("Norrsteel sold 12 ships to Telmark for $5 million.", *REST, site="Post")
    others = (
        ("Echo", "Norrsteel sold 14 ships to Telmark for $5 million."),
        ("Daily", "Norrsteel sold 12 ships to Telmark for $8 million."),
    )
    rest = [
        briefing(text, *REST, site=name, url=f"https://{name}.example/") for name, text in others
    ]
    assert [
        {outlet: version.words for version in each.versions for outlet in version.outlets}
        for each in contradictions([post, *rest])
    ] == [
        {
            "Post": "sold 12 ships to Telmark for $5 million",
            "Daily": "sold 12 ships to Telmark for $8 million",
        },
        {"Post": "sold 12 ships", "Echo": "sold 14 ships"},
    ]
