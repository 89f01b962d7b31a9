"""Facts are walked through one method, which leaves out no kind; the rest mypy names."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from adapters.terminal.facts_rows import briefing_fields
from briefs.facts.events.classifiers.event_models import EventKind
from briefs.facts.events.classifiers.learned_mentions import STATUSES, UNREAL
from briefs.model.articles import Span
from briefs.model.facts import (
    Agreement,
    AgreementStatus,
    Event,
    Fact,
    Facts,
    Meeting,
    MeetingStatus,
    OneFact,
    Party,
    Reaction,
    Stance,
)
from tests.conftest import ROOT
from tests.fakes.briefings import plain_briefing

KINDS = {field.name for field in dataclasses.fields(Facts) if not field.name.startswith("gist")}
AT = Span(0, 1)
MEETING = Meeting((Party("Ada"), Party("Bo")), MeetingStatus.HAPPENED, AT)
AGREEMENT = Agreement(AT, (Party("Cy"),), AgreementStatus.SIGNED, AT)
REACTION = Reaction(Party("Di"), Stance.NEUTRAL, False, (AT,), (AT,), (AT,), AT)
EVERY = Facts(
    meetings=(MEETING,) * 2,
    agreements=(AGREEMENT,) * 2,
    reactions=(REACTION,) * 2,
    gist=(AT,),
    gist_confidence=(0.5,),
)


def test_the_union_has_the_kinds_of_the_fields() -> None:
    hints = get_type_hints(Facts)
    assert {get_args(hints[kind])[0] for kind in KINDS} == set(get_args(Fact))


def test_the_example_has_every_kind() -> None:
    assert all(getattr(EVERY, kind) for kind in KINDS), "give it one of the new kind"


def test_every_kind_is_walked_and_the_gist_is_none() -> None:
    assert EVERY.by_kind().keys() == KINDS
    assert all(EVERY.by_kind()[kind] == getattr(EVERY, kind) for kind in KINDS)
    assert [type(fact) for fact in EVERY.walk()] == [
        type(fact) for kind in EVERY.by_kind() for fact in getattr(EVERY, kind)
    ]


def test_events_are_what_is_no_statement() -> None:
    assert {type(event) for event in EVERY.events()} == set(get_args(Event))
    assert set(get_args(Fact)) - set(get_args(Event)) == {Reaction}


def test_every_kind_is_changed_and_bounded() -> None:
    def marked(fact: OneFact) -> OneFact:
        return replace(fact, shown=True)

    changed = EVERY.changed(marked)
    assert all(fact.shown for fact in changed.walk())
    assert len(list(changed.walk())) == len(list(EVERY.walk()))
    assert [type(fact) for fact in EVERY.first(1).walk()] == [type(f) for f in changed.walk()][::2]
    for kind in KINDS:
        fewer = EVERY.first_of({**dict.fromkeys(KINDS, None), kind: 1}).by_kind()
        assert {name: len(facts) for name, facts in fewer.items() if len(facts) != 2} == {kind: 1}
    assert changed.gist == EVERY.first(1).gist == EVERY.gist
    assert changed.gist_confidence == EVERY.first(1).gist_confidence == EVERY.gist_confidence


def test_every_kind_says_whom_it_names() -> None:
    assert [party.name for fact in EVERY.first(1).walk() for party in fact.parties] == [
        "Ada",
        "Bo",
        "Cy",
        "Di",
    ]


FIELD = re.compile(rf"\bfacts\.({'|'.join(sorted(KINDS))})\b")
EACH_BY_ITSELF = {"briefs/digest/contradictions.py", "bot/digest_composition.py"}
"""What contradicts differs between a meeting and an agreement; each kind is bounded by its own count."""


@pytest.mark.parametrize("floor", ["adapters", "bot", "briefs"])
def test_nothing_else_walks_through_the_kinds(floor: str) -> None:
    by_hand = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / floor).rglob("*.py"))
        if len(set(FIELD.findall(path.read_text("utf-8")))) > 1
    }
    assert by_hand <= EACH_BY_ITSELF, "take Facts.walk() or Facts.events()"


KIND_ASKED = re.compile(
    rf"isinstance\([^)]*\b(?:{'|'.join(kind.__name__ for kind in get_args(Fact))})\b"
)


@pytest.mark.parametrize("floor", ["adapters", "bot", "briefs"])
def test_nothing_else_asks_for_one_kind(floor: str) -> None:
    """`isinstance` passes a new kind over in silence; a `match` with `assert_never` does not."""
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / floor).rglob("*.py"))
        if KIND_ASKED.search(path.read_text("utf-8"))
    }
    assert asking <= {"briefs/model/facts.py"}, "match the kinds, or take events_among()"


def test_an_isinstance_of_a_kind_is_found() -> None:
    assert KIND_ASKED.search("if isinstance(event, Meeting | MeetingMention):")
    assert KIND_ASKED.search("not isinstance(fact, (Agreement, Reaction))")
    assert not KIND_ASKED.search("isinstance(m, MeetingMention) or Meeting()")


def test_each_kind_of_event_has_its_statuses() -> None:
    assert STATUSES.keys() == UNREAL.keys() == set(EventKind)


EVENT_PLACES = {
    "adapters/language/reader.py",
    "adapters/terminal/facts_rows.py",
    "briefs/briefing/candidates.py",
    "briefs/briefing/event_lines.py",
    "briefs/briefing/full_list.py",
    "briefs/briefing/headlines.py",
    "briefs/briefing/statement_choice.py",
    "briefs/facts/events/classifiers/confidence.py",
    "briefs/facts/events/find_events.py",
    "briefs/facts/gist.py",
    "briefs/stories/fingerprints.py",
    "briefs/verification/event_form.py",
}
"""Wherever the kinds are matched one by one; mypy names each when there is a new one."""

STEPS = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_these_are_the_places_that_match_the_kinds() -> None:
    matching = {
        path.relative_to(ROOT).as_posix()
        for floor in ("adapters", "bot", "briefs")
        for path in sorted((ROOT / floor).rglob("*.py"))
        if "assert_never" in (text := path.read_text("utf-8"))
        and re.search(r"\bMeeting\b", text)
        and re.search(r"\bAgreement\b", text)
    }
    assert matching == EVENT_PLACES


@pytest.mark.parametrize("place", sorted(EVENT_PLACES))
def test_contributors_are_told_of_each_place(place: str) -> None:
    section = STEPS.partition("### Add a kind of fact")[2].partition("\n### ")[0]
    assert place.rpartition("/")[2] in section, "CONTRIBUTING.md, Add a kind of fact"


def test_the_machine_interface_describes_each_kind() -> None:
    described = (ROOT / "docs" / "machine-interface.md").read_text("utf-8")
    lacking = {kind for kind in KINDS if f"| `{kind}[]` |" not in described}
    assert lacking == set(), "describe its row in docs/machine-interface.md"


def test_the_machine_interface_writes_each_kind() -> None:
    briefing = replace(plain_briefing("A title"), facts=EVERY)
    fields = briefing_fields(briefing, "A text.")
    assert {kind: len(fields[kind]) for kind in KINDS} == dict.fromkeys(KINDS, 2)
