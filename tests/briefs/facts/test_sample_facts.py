"""The sample article gives what a person reads in it."""

from __future__ import annotations

from pathlib import Path

from briefs.facts.document.paragraphs import split_blocks
from briefs.model.facts import AgreementStatus, MeetingStatus
from tests.briefs.facts.parsed import names, parse


def test_the_sample_gives_its_meeting_and_its_pacts(shared: Path) -> None:
    text = (shared / "articles" / "pyongyang.txt").read_text(encoding="utf-8")
    article = parse(*(block.text for block in split_blocks(text)))
    [meeting] = [m for m in article.meetings if (m.confidence or 0) > 0.5]
    assert names(meeting.participants) == ["Vladimir Putin", "Kim Jong Un"]
    assert meeting.status is MeetingStatus.HAPPENED
    assert meeting.where is not None
    assert meeting.when is not None
    assert meeting.where.of(article.text) == "Pyongyang"
    assert meeting.when.of(article.text) == "Wednesday"
    signed, before = [a for a in article.agreements if (a.confidence or 0) > 0.5]
    assert signed.what.of(article.text) == "a mutual defense agreement"
    assert names(signed.parties) == ["Vladimir Putin", "Kim Jong Un"]
    assert (signed.status, signed.background) == (AgreementStatus.SIGNED, False)
    assert names(before.parties) == ["Russia", "North Korea"]
    assert before.background
    assert all(year in before.what.of(article.text) for year in ("1961", "2000", "2001"))
