"""What docs/machine-interface.md promises is what is written."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from adapters.terminal.facts_rows import briefing_fields
from adapters.terminal.pages_rows import article_fields
from adapters.terminal.stories_rows import stories_rows
from briefs.model.articles import Article, Span, Verdict
from briefs.model.briefings import Briefing, Line, Part, Piece, Proof, Section, Wording
from briefs.model.facts import (
    Agreement,
    AgreementStatus,
    Facts,
    Kind,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Stance,
)
from tests.adapters.terminal.test_accounts_rows import CUT, POUND, RAISED, accounts, article

DOC = (Path(__file__).parents[1] / "docs" / "machine-interface.md").read_text(encoding="utf-8")


def documented(section: str) -> set[str]:
    """Every word in code style of one section, "[]" off."""
    text = DOC.partition(f"## readout {section}\n")[2].partition("\n## ")[0]
    return {
        word
        for code in re.findall(r"`([^`]+)`", text)
        for word in re.findall(r"\w+", code.replace("[]", ""))
    }


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("facts", MeetingStatus),
        ("facts", AgreementStatus),
        ("facts", Stance),
        ("pages", Verdict),
    ],
)
def test_every_value_is_told(section: str, values: type[StrEnum]) -> None:
    assert {value.value for value in values} <= documented(section)


def test_every_field_of_facts_is_told() -> None:
    span = Span(0, 3)
    party = Party("Ida Brandt", "Mayor", Kind.PERSON)
    facts = Facts(
        meetings=(Meeting((party,), MeetingStatus.HAPPENED, span),),
        agreements=(Agreement(span, (party,), AgreementStatus.SIGNED, span),),
        reactions=(Reaction(party, Stance.FOR, True, (span,), (span,), (span,), span),),
        gist=(span,),
    )
    proof = Proof(span, 1, 1)
    line = Line((Piece("Ida", Wording.WORDS, proof),))
    briefing = Briefing(
        "", "", None, None, line, (Section(Part.HAPPENED, (line,)),), (), facts, (), "1"
    )
    row = briefing_fields(briefing, "Ida")
    names = set(row)
    for kind in ("meetings", "agreements", "reactions", "briefing"):
        names |= set(row[kind][0])
    assert names <= documented("facts")


def test_every_field_of_pages_and_stories_is_told() -> None:
    assert set(article_fields(Article("", "", ""))) <= documented("pages")
    (row,) = stories_rows([{"text": "A ferry."}])
    assert set(row) <= documented("stories")


def test_every_field_of_accounts_is_told() -> None:
    found = accounts(article("a", CUT, POUND), article("b", RAISED, POUND))
    for row in found:
        assert set(row) <= documented("accounts") | {"story"}
        for kind in ("lines", "differ"):
            for each in row[kind]:  # type: ignore[attr-defined]
                assert set(each) <= documented("accounts")
