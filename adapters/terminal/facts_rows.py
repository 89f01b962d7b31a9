"""The rows of `readout facts`: one JSON object in, one out. Stable; documented in the README.

in   {"id" (or "doc_id"), "title", "date", "text"}; all but the text may be left out
out  {"id", "meetings", "agreements", "reactions", "gist"}; every span is [start, end) of text
or   {"id", "error": {"kind", "message"}} where the row cannot be read
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from briefs.errors import BadRequest, ReadoutError
from briefs.model import Agreement, Article, Facts, Meeting, Party, Reaction, Reading, Span

Row = dict[str, Any]


class Reads(Protocol):
    """Anything that reads an article."""

    def read(self, article: Article) -> Reading:
        """Article -> Reading."""
        ...


def facts_row(row: Mapping[str, Any], reader: Reads) -> Row:
    """Row in -> row out."""
    key = row.get("id", row.get("doc_id"))
    try:
        article = article_of(row)
        facts = reader.read(article).facts
    except ReadoutError as e:
        return {"id": key, "error": {"kind": e.kind, "message": str(e)}}
    return {"id": key, **facts_fields(facts, article.text)}


def article_of(row: Mapping[str, Any]) -> Article:
    """Row in -> Article. Raises: BadRequest where a field is not text."""
    fields = {name: row.get(name) for name in ("text", "title", "date")}
    if not isinstance(fields["text"], str):
        raise BadRequest('The row has no "text".')
    for name in ("title", "date"):
        if not isinstance(fields[name], str | None):
            raise BadRequest(f'The row\'s "{name}" is not text.')
    return Article(
        url=str(row.get("url") or ""),
        title=fields["title"] or "",
        text=fields["text"],
        published=fields["date"] or None,
    )


def facts_fields(facts: Facts, text: str) -> Row:
    """(Facts, the article's text) -> the four lists."""
    return {
        "meetings": [_meeting(m, text) for m in facts.meetings],
        "agreements": [_agreement(a, text) for a in facts.agreements],
        "reactions": [_reaction(r) for r in facts.reactions],
        "gist": [_span(s) for s in facts.gist],
    }


def _meeting(meeting: Meeting, text: str) -> Row:
    return {
        "participants": [_party(p) for p in meeting.participants],
        "status": meeting.status.value,
        "where": meeting.where.of(text) if meeting.where else None,
        "when": meeting.when.of(text) if meeting.when else None,
        "evidence": _span(meeting.evidence),
    }


def _agreement(agreement: Agreement, text: str) -> Row:
    return {
        "what": agreement.what.of(text),
        "parties": [_party(p) for p in agreement.parties],
        "status": agreement.status.value,
        "evidence": _span(agreement.evidence),
    }


def _reaction(reaction: Reaction) -> Row:
    return {
        "speaker": _party(reaction.speaker),
        "stance": reaction.stance.value,
        "about": reaction.about,
        "via": reaction.via,
        "quoted": reaction.quoted,
        "source": _spans(reaction.source),
        "cue": _spans(reaction.cue),
        "content": _spans(reaction.content),
        "evidence": _span(reaction.evidence),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_span(s) for s in spans]


def _party(party: Party) -> Row:
    return {"name": party.name, "role": party.role}
