"""What docs/machine-interface.md promises is what is written."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from adapters.terminal.facts_rows import facts_fields
from adapters.terminal.pages_rows import article_fields
from adapters.terminal.stories_rows import stories_rows
from briefs.model import (
    Agreement,
    AgreementStatus,
    Article,
    Facts,
    Kind,
    Meeting,
    MeetingStatus,
    Party,
    Reaction,
    Span,
    Stance,
    Verdict,
)

DOC = (Path(__file__).parents[1] / "docs" / "machine-interface.md").read_text(encoding="utf-8")


def told(section: str) -> set[str]:
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
    assert {value.value for value in values} <= told(section)


def test_every_field_of_facts_is_told() -> None:
    span = Span(0, 3)
    party = Party("Ida Brandt", "Mayor", Kind.PERSON)
    facts = Facts(
        meetings=(Meeting((party,), MeetingStatus.HAPPENED, span),),
        agreements=(Agreement(span, (party,), AgreementStatus.SIGNED, span),),
        reactions=(Reaction(party, Stance.FOR, True, (span,), (span,), (span,), span),),
        gist=(span,),
    )
    row = facts_fields(facts, "Ida")
    names = set(row)
    for kind in ("meetings", "agreements", "reactions"):
        names |= set(row[kind][0])
    assert names <= told("facts")


def test_every_field_of_pages_and_stories_is_told() -> None:
    assert set(article_fields(Article("", "", ""))) <= told("pages")
    (row,) = stories_rows([{"text": "A ferry."}])
    assert set(row) <= told("stories")
